/* The legend is the filter: by kind, by whom and what is named, by likelihood and status; or the plain text.

   What is has stands in the query part of the address, so that a link to the page keeps it. */
(() => {
  const legend = $('.source .legend');
  if (!legend) return;
  const asked = new URLSearchParams(location.search),
    has = (name, value) => asked.getAll(name).includes(value);

  // -- the controls

  const lists = make('p', {className: 'filter'});

  /** A list to choose one value from, if it tells labels apart; a pair for each: the value, and it in words. */
  function choice(name, title, pairs) {
    const known = new Map(pairs),
      options = [...known].filter(([value]) => value).sort(([, a], [, b]) => a.localeCompare(b));
    if (known.size > 1) lists.append(make('label', {}, `${title} `, make('select', {name},
      ...[['', say('any')], ...options]
      .map(([value, said]) => make('option', {value, selected: has(name, value)}, said)))));
  }

  const items = $$('li', legend),
    some = items.some(({dataset}) => has('kind', dataset.kind));
  for (const item of items) {
    const {kind} = item.dataset,
      named = order.filter(label => label.kind === kind).map(({entity, name}) => [entity, name]);
    choice('named', item.lastChild.textContent.trim(), named);
    item.append(box({name: 'kind', value: kind, checked: !some || has('kind', kind)}, ...item.childNodes));
  }
  legend.append(make('li', {}, box({name: 'plain', value: 'yes', checked: has('plain', 'yes')}, say('plain'))));

  const also = ['likelihood', 'status'];
  for (const key of also) choice(key, say(key), order.map(({[key]: value}) => [value, words.states[value] || value]));

  const told = make('output'),
    reset = make('a', {href: '?'}, say('all')),
    form = make('form');
  legend.replaceWith(form);
  form.append(legend, lists, told, ' ', reset);

  // -- what is shown

  let shown, forced; // a label that a link led to is shown all the same

  function strike({node, labels: known, strokes, badges}) {
    const seen = known.filter(shows),
      ends = badges.map(labelAt),
      drawn = list => list.map(label => strokes ? strokes[known.indexOf(label)] : label.stroke).join(' ');
    node.className = (strokes ? '' : seen.length ? 'passage whole ' : 'passage') + drawn(seen);
    for (const badge of badges) {
      const label = labelAt(badge);
      badge.hidden = !shows(label);
      badge.className = label.stroke;
      if (strokes) badge.className += ` ${drawn(seen.filter(one => !ends.includes(one)))}`;
    }
  }

  function draw() {
    const data = new FormData(form),
      named = data.getAll('named'),
      fits = label => data.getAll('kind').includes(label.kind) && !data.has('plain')
      && named.every(one => !one || (label.entity ? label.entity === one : label.about.has(one)))
      && also.every(key => !data.get(key) || data.get(key) === label[key]);
    shown = new Set(order.filter(label => label === forced || fits(label)));
    for (const label of order) label.card.hidden = !shows(label);
    pieces.forEach(strike);
    reset.hidden = shown.size === order.length;
    for (const cell of $$('.st a')) {
      cell.classList.toggle('off', !reset.hidden && ![...shown].some(({passage}) => passage.id === idOf(cell)));
    }
    told.textContent = reset.hidden ? '' : say('shown', {shown: shown.size, total: order.length});
  }

  on('change', () => {
    form.plain.checked ||= !$('[name=kind]:checked'); // no kind is the plain text
    forced = null;
    draw();
    if (now && !shows(now)) point();
    const some = $('[name=kind]:not(:checked)'),
      query = [...new FormData(form)].filter(([name, value]) => value && (some || name !== 'kind'));
    history.replaceState(null, '', `?${new URLSearchParams(query)}${location.hash}`);
  }, form);

  shows = label => shown.has(label);
  reveal = label => {
    if (shows(label)) return;
    forced = label;
    draw();
  };
  draw();
})();
