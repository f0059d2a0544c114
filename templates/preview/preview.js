/* The shell of the preview: the page in a frame, renewed when it is another; findings under it; a label for
   the words that are selected on it. The frame is of the same origin, so this script reads and hears what
   happens there, and the page itself stays as it would be built. */
(() => {
  'use strict';
  const FRAMED = '/_page', REST = 200, GAP = 8; // the last two in ms and px
  const $ = id => document.getElementById(id), frame = $('page');
  const page = () => frame.contentDocument, view = () => frame.contentWindow;

  function make(name, given, ...inner) {
    const {data = {}, ...rest} = given, node = Object.assign(document.createElement(name), rest);
    Object.assign(node.dataset, data);
    node.append(...inner);
    return node;
  }

  const count = (number, name) => `${number} ${name}${number === 1 ? '' : 's'}`;

  // -- the page in its frame

  let path, shown, stream, kept = {};

  /** What the server called the page that is in the frame: pages themselves carry nothing of the preview. */
  const digest = () => view().performance.getEntriesByType('navigation')[0]?.serverTiming?.find(one => one.name === 'page')?.description;

  function tellAddress() {
    const {pathname, search, hash} = view().location;
    history.replaceState(null, '', pathname.slice(FRAMED.length) + search + hash);
    tellTitle();
  }

  function tellTitle() {
    const errors = found?.here.counts.error;
    document.title = (errors ? `(${errors}) ` : '') + (page()?.title || 'Preview');
  }

  function arrived() {
    if (!view().location.pathname.startsWith(FRAMED)) return; // the frame is still empty
    const {pathname} = view().location, was = path;
    path = pathname.slice(FRAMED.length) || '/';
    shown = digest();
    close();
    if (path === was) putBack();
    else kept = {};
    tellAddress();
    if (path !== was || !stream) listen();
    const on = (name, act) => page().addEventListener(name, act);
    on('click', leave);
    on('selectionchange', selected);
    on('pointerdown', () => { held = true; });
    on('pointerup', () => { held = false; selected(); });
    on('keydown', keyed);
    view().addEventListener('hashchange', tellAddress);
    view().addEventListener('scroll', beside);
    if (document.activeElement === document.body) view().focus();
  }

  /** What leads out of the archive opens in a window of its own: the frame shows nothing else. */
  function leave(event) {
    const link = event.target.closest?.('a[href]');
    if (!link || new URL(link.href, location).origin === location.origin || event.defaultPrevented) return;
    event.preventDefault();
    open(link.href, '_blank', 'noopener');
  }

  // -- its place, kept while it is renewed

  /** The element with an id that this one stands in, and which of its kind it is there. */
  function spot(node, css) {
    const around = node.closest('[id]'), id = around?.id ?? '';
    return [id, [...(around ?? page()).querySelectorAll(css)].indexOf(node)];
  }

  function at([id, number], css) {
    const around = id ? page().getElementById(id) : page();
    return number < 0 ? around : around?.querySelectorAll(css)[number];
  }

  const FOLDS = 'details', STOPS = 'a, button, input, select, summary';

  function keep() {
    if ('nothing' in page().documentElement.dataset) return; // what was kept is of a page that comes again
    const {scrollX, scrollY} = view(), active = page().activeElement;
    const ends = [...page().querySelectorAll('.passage[id], section h2[id]')]
      .map(node => ({id: node.id, top: node.getBoundingClientRect().top}))
      .sort((one, other) => Math.abs(one.top) - Math.abs(other.top));
    kept = {
      scrollX, scrollY, anchor: scrollY > 0 ? ends[0] : null,
      folds: [...page().querySelectorAll(FOLDS)].map(node => [spot(node, FOLDS), node.open]),
      focus: active?.matches(STOPS) ? spot(active, STOPS) : null,
    };
  }

  function putBack() {
    if (!kept.folds || 'nothing' in page().documentElement.dataset) return;
    for (const [where, open] of kept.folds) {
      const node = at(where, FOLDS);
      if (node && node.open !== open && node.matches(FOLDS)) node.open = open;
    }
    const {scrollX, scrollY, anchor, focus} = kept, node = anchor && page().getElementById(anchor.id);
    view().scrollTo({left: scrollX, top: scrollY, behavior: 'instant'});
    if (node) view().scrollBy({top: node.getBoundingClientRect().top - anchor.top, behavior: 'instant'});
    if (focus) at(focus, STOPS)?.focus({preventScroll: true});
    kept = {};
  }

  // -- changes

  function listen() {
    stream?.close();
    stream = new EventSource(`/_preview/changes?page=${encodeURIComponent(decodeURIComponent(path).slice(1))}`);
    stream.addEventListener('page', ({data}) => {
      if (shown !== undefined && data !== shown) {
        keep();
        view().location.reload();
      }
      shown = data;
    });
    stream.addEventListener('reading', ({data}) => {
      const [read, all] = JSON.parse(data);
      $('said').textContent = all ? `Reading the archive: ${read} of ${count(all, 'brief')}` : 'Reading the archive';
    });
    stream.addEventListener('findings', ({data}) => tell(JSON.parse(data)));
    stream.onerror = () => {
      $('findings').dataset.worst = 'lost';
      $('said').textContent = 'The preview has stopped; when it runs again, this page goes on by itself';
    };
    stream.onopen = () => found && tell(found);
  }

  // A browser has six connections to a server, so only windows that are seen hold one.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) stream?.close();
    else if (path) listen();
  });

  // -- findings

  let found, unfolded = false, byHand = false;

  const link = (href, words, className = '') => make('a', {href, className}, words);

  function excerpt([before, fault, after]) {
    return make('pre', {}, before, make('mark', {className: fault ? '' : 'empty'}, fault || ' '), after);
  }

  function difference({titles, runs}) {
    const row = (side, name) => runs.filter(run => run[side]).map(run =>
      run.same ? run[side] : make(name, run.weights[0] ? {title: run.weights.join(', '), data: {weight: run.weights[0]}} : {}, run[side]));
    return make('pre', {className: 'diff'}, make('span', {}, `${titles[0]}: `), ...row('written', 'del'), '\n', make('span', {}, `${titles[1]}: `), ...row('stands', 'ins'));
  }

  /** Words between backticks are what a file says. */
  const said = text => text.split('`').map((part, number) => number % 2 ? make('code', {}, part) : part);

  function row(one) {
    return make('li', {data: {severity: one.severity}},
      make('p', {className: 'code'}, make('a', {href: `/_preview/rules/${one.code}`, target: '_blank', title: one.name}, one.code), make('span', {className: 'severity'}, one.severity)),
      make('p', {className: 'message'}, ...said(one.message)),
      make('p', {}, link(one.editor, one.place, 'place')),
      ...(one.excerpt.length ? [excerpt(one.excerpt)] : []),
      ...(one.difference ? [difference(one.difference)] : []),
      ...(one.help ? [make('p', {className: 'help'}, ...said(one.help))] : []),
      ...one.related.map(other => make('p', {}, `${other.message}: `, link(other.editor, other.place, 'place'))));
  }

  function group(name, {findings, rest}) {
    if (!findings[0]) return '';
    return make('div', {}, make('h2', {}, name), make('ul', {}, ...findings.map(row),
      ...rest.map(([code, rule, number]) => make('li', {}, make('p', {className: 'code'}, code), make('p', {}, `and ${number} more of ${rule}`)))));
  }

  const several = ({error, warning, suggestion}) => [[error, 'error'], [warning, 'warning'], [suggestion, 'suggestion']]
    .filter(([number]) => number).map(([number, name]) => count(number, name)).join(', ');

  function tell(value) {
    const {here, elsewhere, state, trouble} = value, first = !found, before = found?.here.counts.error ?? 0;
    found = value;
    const own = several(here.counts), others = several(elsewhere.counts), errors = here.counts.error,
      parts = [
        trouble && `The files cannot be read: ${trouble}`,
        own && make('b', {}, `${own} here`),
        others && `${others} elsewhere`,
        !own && !others && !trouble && 'Nothing to mend',
        state === 'old' && 'the page is as it was before the errors',
        state === 'now' && errors && 'what has an error is left out of the page',
        state === 'none' && 'there is no page to show',
      ].filter(Boolean);
    $('said').replaceChildren(...parts.flatMap((one, number) => number ? [' · ', one] : [one]));
    $('findings').dataset.worst = errors || trouble ? 'error' : own || others ? 'warning' : '';
    const top = $('list').scrollTop;
    $('list').replaceChildren(group('On this page', here), group('Elsewhere in the archive', elsewhere));
    $('bar').disabled = !own && !others;
    if (errors && (!before || first)) unfold(true);
    else if (!errors && unfolded && !byHand || !own && !others) unfold(false);
    $('list').scrollTop = top;
    tellTitle();
  }

  function unfold(open) {
    unfolded = open;
    byHand &&= open;
    $('list').hidden = !open;
    $('bar').setAttribute('aria-expanded', open);
    beside();
  }

  $('bar').onclick = () => {
    byHand = true;
    unfold(!unfolded);
  };

  // -- a label for selected words

  let held = false, resting, asked, spans = '', kind = '', latest = 0;

  const points = text => [...text].length; // the seed counts code points, the page UTF-16

  /** Where a place of the page stands in the seed. What the page adds to the text does not count. */
  function offset(passage, node, index) {
    const before = page().createRange();
    before.setStart(passage, 0);
    before.setEnd(node, index);
    const nodes = page().createTreeWalker(passage, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
      one => one.dataset && 'apparatus' in one.dataset ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    let at = +passage.dataset.start;
    while (nodes.nextNode()) {
      const one = nodes.currentNode;
      if (!before.intersectsNode(one)) break;
      if (one === node && one.data) return at + points(one.data.slice(0, index));
      if (one.data) at += points(one.data);
      else if (one.dataset && 'gap' in one.dataset && before.comparePoint(one, 0) < 1) at = +one.dataset.end;
    }
    return at;
  }

  /** The spans of the seed that a range selects; words that are withheld are in none. */
  function spansOf(range) {
    const passages = [...page().querySelectorAll('.passage')].filter(one => range.intersectsNode(one));
    if (!passages[0]) return [];
    const ends = (passage, node, index, otherwise) => passage.contains(node) ? offset(passage, node, index) : +otherwise;
    const from = ends(passages[0], range.startContainer, range.startOffset, passages[0].dataset.start);
    const last = passages.at(-1), to = ends(last, range.endContainer, range.endOffset, last.dataset.end);
    const found = [];
    let at = from;
    for (const gap of passages.flatMap(one => [...one.querySelectorAll('[data-gap]')])) {
      if (+gap.dataset.end <= from || +gap.dataset.start >= to) continue;
      found.push([at, +gap.dataset.start]);
      at = +gap.dataset.end;
    }
    return [...found, [at, to]].filter(([start, end]) => start < end);
  }

  function selected() {
    clearTimeout(resting);
    if (!held) resting = setTimeout(take, REST);
  }

  function take() {
    const selection = page()?.getSelection(), slug = page()?.querySelector('article.brief')?.dataset.slug;
    if (!slug || !selection || selection.isCollapsed) {
      if (!$('label').contains(document.activeElement)) close();
      return;
    }
    const ranges = Array.from({length: selection.rangeCount}, (_, number) => selection.getRangeAt(number));
    const now = ranges.flatMap(spansOf).map(span => span.join('-')).join(',');
    if (!now || now === spans) return;
    spans = now;
    kind = '';
    ask('');
  }

  async function ask(value) {
    const {slug} = page().querySelector('article.brief').dataset, number = ++latest;
    const query = new URLSearchParams({slug, spans, kind, value});
    const answer = await (await fetch(`/_preview/label?${query}`)).json();
    if (number === latest && spans) offer(answer, value);
  }

  function offer(answer, value) {
    asked = answer;
    const {problem, place, label, passage} = answer;
    $('label-name').textContent = passage ? `Label in ${passage}` : 'No label here';
    for (const id of ['kinds', 'lines', 'copy', 'where', 'new']) $(id).hidden = Boolean(problem);
    $('value').parentElement.hidden = Boolean(problem);
    $('notes').replaceChildren(...notes(answer));
    $('named').hidden = !answer.entities?.[1];
    if (!problem) {
      kind = answer.kind;
      kinds(answer);
      $('value-name').textContent = answer.mention ? 'Names' : 'Sentence';
      if (!value) $('value').value = answer.value;
      $('entities').replaceChildren(...answer.entities.map(([id, name]) => make('option', {value: id, selected: id === answer.value}, `${name} (${id})`)));
      $('lines').textContent = place?.lines ?? label;
      $('where').replaceChildren(...where(answer));
      $('new').hidden = !answer.newEntity;
      $('new-lines').textContent = answer.newEntity;
    }
    $('label').hidden = false;
    beside();
  }

  function kinds({kind, kinds}) {
    const focused = $('kinds').contains(document.activeElement);
    $('kinds').replaceChildren($('kinds').firstElementChild, ...kinds.map(([name, title]) => make('label', {data: {kind: name}},
      make('input', {type: 'radio', name: 'kind', value: name, checked: name === kind}), make('span', {}, title))));
    if (focused) $('kinds').querySelector(':checked').focus();
  }

  function* notes({problem, widened, present = []}) {
    if (problem) yield make('li', {className: 'problem'}, problem);
    if (widened) yield make('li', {}, `The words are whole: “${widened}”.`);
    for (const {address, status, line, editor} of present) {
      yield make('li', {}, `These words have this kind of label already: ${address}, `, link(editor, `line ${line}`),
        status === 'suggested' ? '. It is suggested: to take it, take away its status.' : '.');
    }
  }

  function* where({place, path}) {
    if (!place) yield `goes into ${path}, whose YAML is to be mended first`;
    else if (place.replaced) yield* ['in place of ', link(place.editor, `${path}:${place.line}`), `, “${place.replaced.trim()}”`];
    else yield* ['as new lines at ', link(place.editor, `${path}:${place.line}`)];
  }

  /** Beside the words, and inside the window; on a narrow one the style sheet says where. */
  function beside() {
    if ($('label').hidden) return;
    const selection = page().getSelection(), around = frame.getBoundingClientRect();
    if (!selection.rangeCount) return;
    const words = selection.getRangeAt(0).getBoundingClientRect(), {offsetWidth, offsetHeight} = $('label');
    const under = around.top + words.bottom + GAP, over = around.top + words.top - offsetHeight - GAP;
    const most = around.bottom - offsetHeight - GAP;
    const top = under <= most ? under : over >= GAP ? over : most;
    $('label').style.top = `${Math.max(GAP, Math.min(top, innerHeight - offsetHeight - GAP))}px`;
    $('label').style.left = `${Math.max(GAP, Math.min(around.left + words.left, innerWidth - offsetWidth - GAP))}px`;
  }

  function close() {
    const within = $('label').contains(document.activeElement);
    latest++;
    spans = '';
    $('label').hidden = true;
    if (within) view().focus();
  }

  function keyed(event) {
    if ($('label').hidden) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && !event.target.closest?.(STOPS)) {
      event.preventDefault();
      ($('kinds').querySelector(':checked') ?? $('close')).focus();
    }
  }

  async function copy(text) {
    await navigator.clipboard.writeText(text);
    $('done').textContent = 'Copied';
  }

  function copied(button, text) {
    copy(text).then(() => {
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    }, () => { $('done').textContent = 'The browser does not let this copy'; });
  }

  $('copy').onclick = ({target}) => copied(target, asked.place?.lines ?? `${asked.label}\n`);
  $('new-copy').onclick = ({target}) => copied(target, asked.newEntity);
  $('close').onclick = close;
  $('kinds').onchange = ({target}) => {
    kind = target.value;
    ask('');
  };
  $('value').oninput = () => {
    clearTimeout(resting);
    resting = setTimeout(() => ask($('value').value.replace(/\s+/g, ' ').trim()), REST);
  };
  $('entities').onchange = ({target}) => {
    $('value').value = target.value;
    ask(target.value);
  };
  document.addEventListener('keydown', keyed);
  addEventListener('resize', beside);

  path = location.pathname;
  listen();
  frame.addEventListener('load', arrived);
  frame.src = FRAMED + location.pathname + location.search + location.hash;
})();
