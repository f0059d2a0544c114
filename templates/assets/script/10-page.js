/* What is on the page, read once. The parts that follow use the names declared here; 00-words.js is made at build.

   A label is {card, kind, status, likelihood, entity, name, about, passage, pieces, badge, stroke}:
   `pieces` are the elements that show its words, `entity` is whom a mention names ("actors/is"), and `about` has
   those whom a statement is by or whom its words name. */
const $ = (css, root = document) => root.querySelector(css),
  $$ = (css, root = document) => [...root.querySelectorAll(css)],
  on = (name, act, target = window) => target.addEventListener(name, act),
  say = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]),
  tidy = text => text.replace(/\s+/g, ' ').trim(),
  nameOf = link => link.pathname.split('/').slice(-2).join('/').replace('.html', ''),
  idOf = link => (link.hash ?? link.getAttribute('href')).split(/#|:~:/)[1],
  labelAt = link => labels.get(idOf(link)),
  out = 'a:not([href^="#"])';

function make(name, given, ...inner) {
  const node = Object.assign(document.createElement(name), given);
  node.append(...inner);
  return node;
}

const box = (given, ...said) => make('label', {}, make('input', {type: 'checkbox', ...given}), ...said);

const WAIT = 250; // ms

/** When the pointer has moved, not the page under it, and come to rest: on its way to a button nothing changes. */
function onRest(act) {
  let at, timer;
  on('pointermove', event => {
    if (at === (at = `${event.screenX} ${event.screenY}`)) return;
    clearTimeout(timer);
    timer = setTimeout(act, WAIT, event);
  });
}

/** What the reader has turned off, which stays off where the browser keeps anything for pages from disk. */
const off = {};
try {
  Object.assign(off, JSON.parse(localStorage.briefkit));
} catch { /* it keeps nothing, or has nothing yet */ }

const {body} = document,
  voice = make('output', {className: 'vh'}),
  tell = said => voice.replaceChildren(said);
body.append(voice);

const labels = new Map(),
  order = [], // the labels as their words stand in the text
  pieces = []; // {node, labels, strokes, badges}: marked words, or a passage marked as a whole, without strokes

for (const card of $$('.label[id]')) {
  const link = card.matches('li') && $(out, card);
  labels.set(card.id, {
    status: $('article').dataset.status || 'draft',
    ...card.dataset,
    card,
    likelihood: $('.likelihood', card)?.textContent.slice(1, -1),
    entity: link && nameOf(link),
    name: link?.textContent,
    about: new Set($$(`.m ${out}`, card).map(nameOf)),
    pieces: [],
  });
  if (!link) card.role = 'comment'; // WAI-ARIA 1.3, which checkers of files do not know yet
}

function read(node, passage, strokes) {
  const known = node.dataset.labels.split(' ').map(id => labels.get(id));
  for (const label of known) {
    if (!label.passage) order.push(label);
    label.passage = passage;
    label.pieces.push(node);
  }
  pieces.push({node, labels: known, strokes, badges: []});
  return pieces.at(-1);
}

for (const passage of $$('.passage')) {
  const whole = passage.dataset.labels ? read(passage, passage) : {labels: []};
  let last;
  for (const node of passage.children) {
    if (node.matches('mark')) {
      last = read(node, passage, [...node.classList]);
      for (const {about} of [...last.labels, ...whole.labels]) last.labels.forEach(({entity}) => about.add(entity));
    } else if (node.dataset.b) {
      const label = labelAt(node);
      label.badge = node;
      label.stroke = node.classList[0];
      (whole.labels.includes(label) ? whole : last).badges.push(node);
    }
  }
}

/* The file names one statement for each of the marked words, as WAI-ARIA 1.2 has it; here are all that end there. */
for (const {node, badges} of pieces) {
  const ends = badges.filter(badge => badge.role).map(idOf);
  if (ends[1]) node.setAttribute('aria-details', ends.join(' '));
}
