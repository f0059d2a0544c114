/* From a label to its words: they are marked in the text, and its card unfolds. On paper every card is open. */
let now, // the label that is read now
  shows = () => true, // the filter knows better which labels are shown,
  reveal = () => {}, // and how to show one all the same
  opened = [],
  shut;

const unfold = (list, open = true) => list.forEach(one => { one.open = open; }),
  see = (node, block = 'nearest') => node.scrollIntoView({block});

function point(label) {
  for (const node of $$('[data-on]')) delete node.dataset.on;
  unfold(opened, false);
  opened = [];
  now = label;
  if (!label) return;
  reveal(label);
  const {card} = label;
  for (const node of [card, ...label.pieces]) node.dataset.on = '';
  opened = $$('details:not([open], .ind)').filter(fold => fold.contains(card) || fold.parentElement === card);
  unfold(opened);
}

/** Goes to a label as a link does, but leaves no step in the history; the focus goes to `to`. */
function go(label, to) {
  location.replace(`#${label.card.id}`);
  point(label);
  see(label.pieces[0], 'center');
  to.focus({preventScroll: true});
  see(to);
}

/** The mention `step` further of whom this one names, and its place among them in words. */
function mention(label, step) {
  const same = order.filter(other => other.entity === label.entity && shows(other)),
    total = same.length,
    at = (same.indexOf(label) + step + total) % total;
  return [same[at], say('place', {name: label.name, number: at + 1, total})];
}

function goMention(from, step, to) {
  if (!from?.entity) return;
  const [label, place] = mention(from, step);
  go(label, to || label.badge);
  tell(place);
}

// A link to a passage that stands on a card or with a judgment is about that label's words. Browsers mark those
// of a text fragment when a page is loaded, and not when a link within it is followed.
on('click', ({target}) => {
  const link = target.closest('a[href^="#"]'),
    from = link?.closest('.label, [data-judgment]'),
    label = link && (labelAt(link) || labels.get(from?.dataset.judgment || from?.id));
  if (!label) return;
  point(label);
  if (idOf(link) === label.passage.id) setTimeout(see, 0, label.pieces[0]);
});

function arrive() {
  const label = labelAt(location);
  if (now && (label === now || idOf(location) === now.passage.id)) return;
  point(label);
  if (label) see(label.card);
}
on('hashchange', arrive);

// The page of a slug that is no longer used leads on to the same passage of the brief that took its place.
for (const link of $$('.lede a')) link.hash = location.hash;

on('beforeprint', () => unfold(shut = $$('details:not([open])')));
on('afterprint', () => unfold(shut, false));
