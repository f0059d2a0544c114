/* What a link leads to, shown beside it while the pointer or the focus rests there. Only what is on this page. */
(() => {
  const GAP = 6, // px
    peek = make('div', {id: '_peek', role: 'tooltip', hidden: true});
  body.append(peek);
  let from, timer;

  const copies = (css, card) => $$(css, card).flatMap(node => [node.cloneNode(true), ' ']);

  function source(passage, label) {
    const {lang, dir} = $('.text');
    return make('p', {className: 'src', lang, dir}, quote(passage, label));
  }

  function ofEntity(entity) {
    const same = order.filter(label => label.entity === entity);
    if (!same[0]) return [];
    const row = $$('.ents th a').find(link => nameOf(link) === entity)?.closest('tr'),
      type = row ? `${row.cells[1].textContent} · ` : '';
    return [make('b', {}, same[0].name), make('p', {className: 'm'}, type, say('count', {number: same.length}))];
  }

  function ofStatement(label, link) {
    const {card, stroke, passage} = label;
    return [
      make('b', {className: stroke}, $('a', card).textContent),
      ` ${$('.sentence', card).textContent}`,
      make('p', {className: 'm'}, ...copies('.hedge, .likelihood, .pc', card)),
      ...copies('.confidence', card),
      link.dataset.b ? '' : source(passage, label),
    ];
  }

  function contents(link) {
    if (!link.matches('[href^="#"]')) return link.hash ? [] : ofEntity(nameOf(link));
    const label = labelAt(link);
    if (label) { // the card of the one that is read now is open beside it
      return label === now && innerWidth > 1099 ? [] : label.entity ? ofEntity(label.entity) : ofStatement(label, link);
    }
    const passage = document.getElementById(idOf(link));
    return passage?.matches('.passage') && !passage.parentElement.contains(link) ? [source(passage)] : [];
  }

  /** Under the link, or else beside the paragraph it stands in, or else over it; and inside the window. */
  function place(link) {
    const {left, top, bottom} = link.getBoundingClientRect(),
      around = link.closest('p,li,tr,div,body').getBoundingClientRect(),
      {clientWidth, clientHeight} = $('html'),
      height = peek.offsetHeight + GAP,
      width = peek.offsetWidth + GAP,
      room = clientHeight - bottom,
      most = clientWidth - width,
      side = room < height && [around.right + GAP, around.left - width].find(x => x >= GAP && x <= most),
      x = side || Math.max(GAP, Math.min(left, most)),
      y = side ? clientHeight - height : room < height && top > room ? top - height : bottom + GAP;
    peek.style.translate = `${scrollX+x}px ${scrollY+y}px`;
  }

  function hide() {
    clearTimeout(timer);
    from?.removeAttribute('aria-describedby');
    from = null;
    peek.hidden = true;
  }

  function show(link) {
    hide();
    const said = link && !off.previews ? contents(link) : [];
    if (!said[0]) return;
    from = link;
    peek.replaceChildren(...said);
    peek.hidden = false;
    link.setAttribute('aria-describedby', '_peek');
    place(link);
  }

  function rest({target}) {
    const link = target.closest('a[href]:not(svg a)');
    if (!peek.contains(target) && (!link || link !== from)) show(link);
  }

  onRest(event => event.pointerType !== 'touch' && rest(event));
  on('focusin', event => {
    hide();
    if (event.target.matches(':focus-visible')) timer = setTimeout(rest, WAIT, event);
  });
  on('click', hide);
  on('keydown', ({key}) => key === 'Escape' && hide());
})();
