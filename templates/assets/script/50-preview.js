/* What a link leads to, shown beside it while the pointer or the focus rests there. Only what is on this page. */
(() => {
  const GAP = 6, // px
    peek = make('div', {id: '_peek', role: 'tooltip', hidden: true});
  body.append(peek);
  let trigger, timer;

  const copies = (selector, card) => $$(selector, card).flatMap(node => [node.cloneNode(true), ' ']);

  function inSource(passage, label) {
    const {lang, dir} = $('.text');
    return make('p', {className: 'src', lang, dir}, quote(passage, label));
  }

  function ofEntity(entity) {
    const several = order.filter(label => label.entity === entity);
    if (!several[0]) return [];
    const row = $$('.ents th a').find(link => entityOf(link) === entity)?.closest('tr'),
      type = row ? `${row.cells[1].textContent} · ` : '';
    return [make('b', {}, several[0].name), make('p', {className: 'm'}, type, say('count', {number: several.length}))];
  }

  function ofStatement(label, link) {
    const {card, stroke, passage} = label;
    return [
      make('b', {className: stroke}, $('a', card).textContent),
      ` ${$('.sentence', card).textContent}`,
      make('p', {className: 'm'}, ...copies('.hedge, .likelihood, .pc', card)),
      ...copies('.confidence', card),
      link.dataset.b ? '' : inSource(passage, label),
    ];
  }

  function contents(link) {
    if (!link.matches('[href^="#"]')) return link.hash ? [] : ofEntity(entityOf(link));
    const label = labelAt(link);
    if (label) { // the card of the one that is read now is open beside it
      return label === current && innerWidth > 1099 ? [] : label.entity ? ofEntity(label.entity) : ofStatement(label, link);
    }
    const passage = document.getElementById(idOf(link));
    return passage?.matches('.passage') && !passage.parentElement.contains(link) ? [inSource(passage)] : [];
  }

  /** Under the link or over it, never on it, and inside the window. */
  function place(link) {
    const {left, top, bottom} = link.getBoundingClientRect(),
      {clientWidth, clientHeight} = document.documentElement,
      height = peek.offsetHeight + GAP,
      room = clientHeight - bottom,
      x = Math.max(GAP, Math.min(left, clientWidth - peek.offsetWidth - GAP)),
      y = room < height && top > room ? top - height : bottom + GAP;
    peek.style.translate = `${scrollX + x}px ${scrollY + y}px`;
  }

  function hide() {
    clearTimeout(timer);
    trigger?.removeAttribute('aria-describedby');
    trigger = null;
    peek.hidden = true;
  }

  function show(link) {
    hide();
    const said = link && !off.previews ? contents(link) : [];
    if (!said[0]) return;
    trigger = link;
    peek.replaceChildren(...said);
    peek.hidden = false;
    link.setAttribute('aria-describedby', '_peek');
    place(link);
  }

  function rest({target}) {
    const link = target.closest('a[href]');
    if (!peek.contains(target) && (!link || link !== trigger)) show(link);
  }

  onRest(event => event.pointerType !== 'touch' && rest(event));
  on('focusin', event => {
    hide();
    if (event.target.matches(':focus-visible')) timer = setTimeout(rest, WAIT, event);
  });
  on('click', hide);
  on('keydown', ({key}) => key === 'Escape' && hide());
})();
