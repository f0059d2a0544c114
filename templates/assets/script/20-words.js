/* From a label to its words: they are marked in the text, and its card unfolds. On paper every card is open. */
let current, // the label that is read now
  shows = () => true, // the filter knows better which labels are shown,
  reveal = () => {}, // and how to show one all the same
  opened = [],
  folded;

const unfold = (several, open = true) => several.forEach(details => { details.open = open; }),
  toSight = (node, block = 'nearest') => node.scrollIntoView({block});

function point(label) {
  for (const node of $$('[data-on]')) delete node.dataset.on;
  unfold(opened, false);
  opened = [];
  current = label;
  if (!label) return;
  reveal(label);
  const {card} = label;
  for (const node of [card, ...label.pieces]) node.dataset.on = '';
  opened = $$('details:not([open], .ind)').filter(fold => fold.contains(card) || fold.parentElement === card);
  unfold(opened);
}

/** Goes to a label as a link does, but leaves no step in the history; the focus goes to `control`. */
function go(label, control) {
  location.replace(`#${label.card.id}`);
  point(label);
  toSight(label.pieces[0], 'center');
  control.focus({preventScroll: true});
  toSight(control);
}

/** The mention `step` further of whom this one names, and its place among them in words. */
function mention(label, step) {
  const same = order.filter(other => other.entity === label.entity && shows(other)),
    total = same.length,
    at = (same.indexOf(label) + step + total) % total;
  return [same[at], say('place', {name: label.name, number: at + 1, total})];
}

// A link to a passage that stands on a card or with a judgment is about that label's words. Browsers mark those
// of a text fragment when a page is loaded, and not when a link within it is followed.
on('click', ({target}) => {
  const link = target.closest('a[href^="#"]'),
    from = link?.closest('.label, [data-judgment]'),
    label = link && (labelAt(link) || labels.get(from?.dataset.judgment || from?.id));
  if (!label) return;
  point(label);
  if (idOf(link) === label.passage.id) setTimeout(toSight, 0, label.pieces[0]);
});

function arrive() {
  const label = labelAt(location);
  if (current && (label === current || idOf(location) === current.passage.id)) return;
  point(label);
  if (label) toSight(label.card);
}
on('hashchange', arrive, window);

on('beforeprint', () => unfold(folded = $$('details:not([open])')), window);
on('afterprint', () => unfold(folded, false), window);
