/* Search on the index page, also from disk. What a query needs comes as classic scripts, each of which gives one
   value to `briefkit.shard` under a key of its own; src/briefkit/search/ writes them and says what is in them.

   A unit is what can be found: the head of a brief, a passage, an entity. Units are numbered so that of those with
   equal weight the lower ones come first. A part is what stands between two spaces of a query, or in quotation
   marks: its tokens have to follow one another. `has` tells of each part whether it was found. */
(() => {
  'use strict';
  const hook = document.getElementById('_search');
  if (!hook) return;
  const [, root, folder, entry] = /^(.*?)(assets\/search\/)(.*)\.js$/.exec(hook.dataset.search);
  // No query reads more than these allow, 300 kilobytes in all: words looked up, shards for the words that begin
  // alike, bytes of lists of places, briefs shown at once. Then: hits shown of each, names, letters around a hit.
  const WORDS = 5, SHARDS = 2, LISTS = 9e4, BRIEFS = 8, HITS = 3, NAMES = 5, AROUND = 110;

  /** An element, "name.class", with attributes (`on…` is a function) and children; what is empty is left out. */
  function make(name, attributes, ...children) {
    const [tag, css] = name.split('.'), element = document.createElement(tag);
    if (css) element.className = css;
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (key.startsWith('on')) element[key] = value;
      else if (value != null) element.setAttribute(key, value);
    }
    element.append(...children.filter(Boolean));
    return element;
  }

  const button = (onclick, ...children) => make('button', {type: 'button', onclick}, ...children);
  const byFirst = ([a], [b]) => a - b;
  const bytesOf = size => new Uint8Array(size);

  // -- files

  const files = {}, waiting = {};
  self.briefkit = {shard: (key, value) => waiting[key](value), tokens: text => tokensOf(text).map(one => one.token)};
  const load = (key, name) => files[key] ??= new Promise((done, failed) => {
    waiting[key] = done;
    document.head.append(make('script', {src: `${root}${folder}${name}.js`, onerror: failed}));
  });
  const numbered = (letter, key, digests, at) =>
    load(`${letter}:${key}${at}`, `${letter}-${digests.slice(at * 12, at * 12 + 12)}`);

  /** Tells each number of a set, and how far it is from the one before. */
  function decode(coded, tell) {
    const bits = coded[0] === '!', bytes = atob(coded.slice(bits));
    let number = 0, gap = 0, shift = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes.charCodeAt(at);
      if (bits) for (let bit = 0; bit < 8; bit++) byte >> bit & 1 && tell(at * 8 + bit);
      else {
        gap |= (byte & 127) << shift;
        shift += 7;
        if (byte < 128) {
          tell(number += gap, gap);
          gap = shift = 0;
        }
      }
    }
  }

  // -- words, folded as src/briefkit/search/folding.py folds them

  let index, starts, firsts, owner, heads, word, ignored, scripts, unspaced, plain;

  function prepare(given) {
    index = given;
    const fold = index.fold, letters = fold.ignored + fold.joined, inside = fold.unspaced;
    word = RegExp(`[\\p{L}\\p{N}${letters}]+|…`, 'gu');
    ignored = RegExp(`[${fold.ignored}]`, 'gu');
    scripts = RegExp(`[${inside}]+|[^${inside}]+`, 'gu');
    unspaced = RegExp(`^[${inside}]`, 'u');
    plain = new Map(fold.letters.split(' ').map(pair => [pair[0], pair.slice(1)]));
    starts = index.starts.split(' ');
    firsts = []; // brief → its first unit
    owner = []; // unit → its brief
    decode(index.units, (_, units) => {
      for (let unit = firsts.push(owner.length) && 0; unit < units; unit++) owner.push(firsts.length - 1);
    });
    // unit → that of the head of its brief
    heads = Uint32Array.from({length: index.size}, (_, unit) => firsts[owner[unit]] ?? unit);
  }

  const fold = raw => [...raw.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD').replace(ignored, '')]
    .map(letter => plain.get(letter) ?? letter).join('').normalize('NFC');

  /** The tokens of the text with their places. `tail`: the last letter of a run without spaces, for itself. */
  function tokensOf(text) {
    const found = [];
    for (const {0: raw, index: at} of text.matchAll(word)) {
      const folded = fold(raw), even = folded.length === raw.length;
      for (const part of folded.matchAll(word)) for (const {0: run, index: inside} of part[0].matchAll(scripts)) {
        let from = at + part.index + inside;
        const letters = [...run];
        const tokens = unspaced.test(run) ? letters.map((one, n) => one + (letters[n + 1] ?? '')) : [run];
        tokens.forEach((token, n) => {
          found.push({
            token: [...token].slice(0, 32).join(''),
            start: even ? from : at,
            end: even ? from + token.length : at + raw.length,
            tail: n && n === tokens.length - 1,
          });
          from += letters[n].length;
        });
      }
    }
    return found;
  }

  /** What is asked for: [{tokens, open}]; of an open part the last token may be the beginning of a word. */
  function parse(query) {
    const parts = [];
    for (const [all, quoted, bare] of query.replace(/[“”„«»]/g, '"').matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
      const tokens = tokensOf(quoted ?? bare).filter(one => !one.tail && one.token !== '…').map(one => one.token);
      const last = tokens.at(-1) ?? '';
      const open = unspaced.test(last) ? last.length < 2 : last.length > 3 || query.endsWith(all);
      if (last) parts.push({tokens, open: bare && open});
    }
    return parts;
  }

  /** Where the parts stand in the text, in order and joined where they meet; the longest is the `best`. */
  function match(text, parts) {
    const sequence = tokensOf(text), marks = [];
    const has = parts.map(({tokens, open}) => sequence.filter((first, at) => {
      let last;
      const fits = tokens.every((token, n) => {
        while (n && sequence[at]?.tail) at++;
        last = sequence[at++];
        return last && (last.token === token || open && !tokens[n + 1] && last.token.startsWith(token));
      });
      return fits && marks.push([first.start, last.end]);
    }).length > 0);
    const [best = [0, 0]] = [...marks].sort(([a, b], [c, d]) => d - c - b + a);
    marks.sort(byFirst);
    return {text, has, best, marks: marks.filter(([start, end], at) => {
      const next = marks[at + 1];
      if (next && next[0] <= end) marks[at + 1] = [start, Math.max(end, next[1])];
      return !next || next[0] > end;
    })};
  }

  // -- where words stand

  /** The weight of a token in each unit, and the units that have any; `short` where it stands in more. */
  async function weigh(token, open, budget) {
    const weights = bytesOf(index.size), units = [], entries = [];
    let at = 0, short = false;
    // By code units here and by code points there, which differ in nothing that is a word to anyone.
    while (starts[at + 2] <= token) at += 2;
    for (let n = 0; starts[at + 1] && (!n || open && starts[at].startsWith(token)); n++, at += 2) {
      if (n === SHARDS) {
        short = true;
        break;
      }
      for (const entry of (await load(`w:${starts[at]}`, `w-${starts[at + 1]}`)).split(' ')) {
        const [found, told] = entry.split(':'), [file, size = 0, lacks] = told.slice(1).split(',');
        if (found !== token && !(open && found.startsWith(token))) continue;
        entries.push(told[0] === '*' ? {found, file, size, lacks} : {found, told});
      }
    }
    entries.sort((a, b) => (b.found === token) - (a.found === token));
    for (const {found, told, file, size = 0, lacks} of entries) {
      short ||= lacks != null || size > budget.left;
      if (size > budget.left) continue;
      budget.left -= size;
      const tiers = told?.split(',') ?? await load(`p:${found}`, `p-${file}`);
      tiers.forEach((coded, n) => decode(coded, unit => {
        if (!weights[unit]) units.push(unit);
        weights[unit] = Math.max(weights[unit], 8 - 2 * n + (found === token));
      }));
    }
    return {weights, units, short};
  }

  /** The units that have all parts, by weight, and a doubt about their number. A head speaks for its whole brief. */
  async function rank(parts) {
    const asked = parts.flatMap(({tokens, open}) => tokens.map((token, n) => [token, open && !tokens[n + 1]]));
    const budget = {left: LISTS}, ranked = [];
    asked.sort((a, b) => b[0].length - a[0].length);
    const lists = await Promise.all(asked.slice(0, WORDS).map(one => weigh(...one, budget)));
    const sure = lists.filter(one => !one.short), needed = sure.length ? sure : lists;
    const seen = bytesOf(index.size), own = [];
    for (const {units} of lists) for (const unit of units) if (!seen[unit]) seen[unit] = own.push(unit) && 1;
    next: for (const unit of Uint32Array.from(own).sort()) {
      let total = 0;
      for (const list of lists) {
        const weight = list.weights[unit] || list.weights[heads[unit]];
        if (!weight && needed.includes(list)) continue next;
        total += weight;
      }
      (ranked[total] ??= []).push(unit);
    }
    const unchecked = sure.length < lists.length || asked.length > Math.min(parts.length, WORDS);
    return {units: ranked.reverse().flat(), doubt: sure.length ? unchecked && 'at_most' : 'more_than'};
  }

  // -- what is shown

  const fill = (form, values) => form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const count = (key, n, some) => {
    const forms = index.forms[key], rule = new Intl.PluralRules(document.documentElement.lang).select(n);
    return fill(forms[rule] ?? forms.other, {n: n.toLocaleString('en'), some});
  };

  /** The text between two places, with what was found in it marked. */
  function marked({text, marks}, from = 0, to = text.length) {
    const pieces = [];
    for (const [start, end] of marks) if (start >= from && end <= to) {
      pieces.push(text.slice(from, start), make('mark', null, text.slice(start, end)));
      from = end;
    }
    return [...pieces, text.slice(from, to)];
  }

  function excerpt(found) {
    const {text, best: [start, end]} = found;
    const from = start > AROUND ? text.lastIndexOf(' ', start - AROUND / 2) + 1 : 0;
    const to = text.length > end + 2 * AROUND ? text.indexOf(' ', end + AROUND) : -1;
    const shown = marked(found, Math.min(from, start), to < 0 ? text.length : to);
    return [from ? '… ' : '', ...shown, to < 0 ? '' : ' …'];
  }

  /** To the very words; where others of the source may be told, two of them tell which of several are meant. */
  function fragment({text, best: [start, end]}, withheld) {
    const code = words => encodeURIComponent(words.trim().replace(/\s+/g, ' ')).replace(/-/g, '%2D');
    const before = !withheld && /(\S+\s+\S+)\s+$/.exec(text.slice(Math.max(0, start - 40), start));
    return `:~:text=${before ? `${code(before[1])}-,` : ''}${code(text.slice(start, end))}`;
  }

  function hit(kind, href, words, ...more) {
    const [letter, stroke, title] = index.kinds[kind] ?? [kind, 'pn', null];
    const key = title && make(`span.key ${stroke}0 ${stroke}1`);
    return make('li', null, make(`${title ? 'abbr' : 'span'}.${stroke}`, {title}, letter, key),
      make('div', null, make('a', {href}, ...words), ...more));
  }

  /** The hits of a unit with their ranks, the lowest best: statements that have all parts but the `free` ones,
      else what has most. The rank of a whole statement is -1 or less, that of a whole passage -.5. */
  function hitsOf([slug, , , , lang, , , withheld], [passage, text, statements = []], parts, free, only) {
    const page = `${root}briefs/${slug}.html#`, source = {lang: lang || null, dir: 'auto'}, rest = [], whole = [];
    const lacking = has => has.filter((one, n) => !one && !free[n]).length;
    for (const [address, kind, sentence, spans, likelihood, status] of statements) {
      if (only.kind && !only.kind.has(index.kinds[kind][3])) continue;
      if (only.likelihood && !only.likelihood.has(likelihood)) continue;
      const quotes = spans.flatMap((start, n) => n % 2 ? [] : [text.slice(start, spans[n + 1])]);
      const said = match(sentence, parts), quoted = match(quotes.join(' … '), parts);
      const lacks = lacking(said.has.map((one, n) => one || quoted.has[n]));
      const note = [likelihood && `[${likelihood}]`, index.words[status]].filter(Boolean).join(' · ');
      const one = hit(kind, page + address, marked(said),
        quoted.marks[0] && make('p.src', source, make('q', null, ...excerpt(quoted))),
        note && make('p.m', null, note));
      (lacks ? rest : whole).push([lacks || -1 - said.has.filter(Boolean).length, one]);
    }
    if (!whole.length && !only.kind && !only.likelihood) {
      const here = match(text, parts), lacks = lacking(here.has);
      rest.push([lacks - .5, here.marks.length
        && hit(passage, page + passage + fragment(here, withheld), [make('span.src', source, ...excerpt(here))])]);
    }
    const [best] = rest.sort(byFirst);
    if (!whole.length && best?.[0] < lacking([...parts.keys()].fill(false)) && best[1]) whole.push(best);
    return whole;
  }

  /** A brief with its best hits, of `share` files; null where none of them is what was asked for. */
  async function briefItem(brief, units, parts, only, share, tell) {
    const row = (await numbered('h', '', index.heads, brief >> 4))[brief & 15];
    const [slug, title, facts, notes, , begins, digests] = row;
    const head = match(title, parts), told = match(facts, parts), hits = make('ul.hits');
    let free = parts.map((_, n) => head.has[n] || told.has[n]);
    const all = free.every(Boolean);
    if (all) free = [];
    const numbers = units.map(unit => unit - firsts[brief]).filter(Boolean);
    const partOf = number => begins.findLastIndex(first => first <= number);
    const first = [...new Set(numbers.map(partOf))].slice(0, share), found = [];
    const near = numbers.filter(n => first.includes(partOf(n)));
    async function show(chosen, limit) {
      for (const number of chosen) {
        const part = partOf(number), rows = await numbered('d', `${slug}:`, digests, part);
        found.push(...hitsOf(row, rows[number - begins[part]], parts, free, only));
      }
      hits.append(...found.sort(byFirst).splice(0, limit).map(one => one[1]));
    }
    await show(near, HITS * share);
    if (!all && !hits.firstChild) return null;
    const more = (found[0] || numbers[near.length]) && button(async () => {
      const shown = hits.children.length;
      await show(numbers.filter(n => !near.includes(n)), Infinity);
      (hits.children[shown] ?? item).querySelector('a').focus();
      more.remove();
      tell();
    }, index.words.more_in_brief);
    const noted = notes ? [facts && ' · ', make('b', null, notes)] : [];
    const item = make('li', null,
      make('h3', null, make('a', {href: `${root}briefs/${slug}.html`, dir: 'auto'}, ...marked(head))),
      make('p.m', null, ...marked(told), ...noted), hits, more);
    return item;
  }

  async function entityItem(number, parts) {
    const rows = await numbered('e', '', index.entities, number >> 5);
    const [name, aliases, kind, path, type, briefs] = rows[number & 31];
    const called = match(name, parts), also = called.has.every(Boolean) ? [] : aliases.map(alias => match(alias, parts))
      .filter(one => one.marks.length).flatMap(one => [' · ', ...marked(one)]);
    const facts = `${type}${type && ' · '}${count('named_in', briefs)}`;
    return hit(kind, root + path, marked(called), make('p.m', null, facts, ...also));
  }

  // -- facets

  const groups = []; // {key, values: [{value, n, on, button, briefs}]}
  let field, status, narrow, results, clear, turn = 0;

  function facet([key, title, file, ...rows]) {
    const values = rows.map(([value, named, n]) => {
      const one = {value: String(value), n, on: false};
      one.button = button(() => {
        one.on = !one.on;
        update();
      }, make('span', {dir: 'auto'}, named || one.value), make('i'));
      return one;
    });
    groups.push({key, file, values});
    return make('div', null, make('h3', {id: `_by_${key}`}, title),
      make('ul', {'aria-labelledby': `_by_${key}`}, ...values.map(one => make('li', null, one.button))));
  }

  const loadFacets = () => Promise.all(groups.map(async ({key, file, values}) => {
    (await load(`f:${key}`, `f-${file}`)).forEach((coded, n) => {
      const briefs = values[n].briefs ??= bytesOf(index.briefs);
      decode(coded, brief => { briefs[brief] = 1; });
    });
  }));

  /** The briefs that have what is chosen in every group but one: 1 or 0 each. */
  function having(but) {
    const briefs = bytesOf(index.briefs).fill(1);
    for (const group of groups) {
      const some = group.values.filter(one => one.on);
      if (group !== but && some.length) briefs.forEach((one, brief) => {
        briefs[brief] = one && some.some(one => one.briefs[brief]);
      });
    }
    return briefs;
  }

  /** How many of the briefs found have each value, not told if `unsure`; without `found` how many there are. */
  function showFacets(found, unsure) {
    for (const group of groups) {
      const rest = found && having(group); // else what is chosen here would hide what else could be
      for (const {n, on, button, briefs} of group.values) {
        const here = found ? briefs.reduce((sum, one, brief) => sum + (one & rest[brief] & found[brief]), 0) : n;
        button.setAttribute('aria-pressed', on);
        button.lastChild.textContent = unsure ? '' : here.toLocaleString('en');
        button.parentNode.hidden = !here && !on;
      }
    }
    clear.hidden = !groups.some(group => group.values.some(one => one.on));
  }

  // -- the state: in the field, in the facets, in the address; and what comes of it

  async function update() {
    const now = turn + 1;
    results.setAttribute('aria-busy', true);
    await search().catch(() => { status.textContent = index.words.unreadable; });
    if (now === turn) results.setAttribute('aria-busy', false);
  }

  async function search() {
    const {words} = index, now = ++turn, parts = parse(field.value), only = remember(), narrowed = Object.keys(only)[0];
    if (!parts[0] && !narrowed) {
      showPage(false);
      status.textContent = field.value.trim() && words.type_word;
      return showFacets();
    }
    if (narrowed) await loadFacets();
    const {units, doubt} = await (parts[0] ? rank(parts) : {units: firsts});
    const {briefs, entities, any} = await sort(units, parts[0] ? only : {});
    const naming = Promise.all(narrowed ? [] : entities.slice(0, NAMES).map(number => entityItem(number, parts)));
    const list = make('ol.found'), queue = [...briefs];
    const more = button(async () => {
      const last = list.children.length;
      await go();
      (list.children[last]?.querySelector('a') ?? field).focus();
    }, words.more_hits);
    const share = BRIEFS / briefs.size | 0 || 1;
    let named = [];
    async function show() { // the entities are read meanwhile
      named = await naming;
      if (now === turn && !list.isConnected) showPage(true, make('ul.hits', null, ...named), list, more);
    }
    function say() { // what is listed is counted if that is all there is, else the passages that may be
      const all = !queue.length && !list.querySelector('button');
      const [n, where] = all ? [list.querySelectorAll('.hits > li, .hits:empty').length, list.children.length]
        : [[...briefs.values()].flat().filter(unit => unit !== heads[unit]).length, briefs.size];
      const hits = where && fill(words[all && doubt === 'at_most' || doubt] ?? '{hits}', {
        hits: fill(words.hits_in_briefs, {hits: count(all ? 'hit' : 'passage', n), briefs: count('in_briefs', where)}),
      });
      const told = [named[0] && count('name', named.length), hits].filter(Boolean).join(' · ');
      if (now === turn) status.textContent = !parts[0] && where ? count('of_briefs', index.briefs, briefs.size)
        : !told ? words[doubt === 'more_than' ? 'too_common' : 'nothing_found']
        : told + (index.drafts ? ` ${words.drafts_found}` : '');
    }
    async function go() {
      more.hidden = true;
      for (const room of [1, BRIEFS - 1]) { // the first alone, to be there at once
        for (const item of queue.splice(0, room).map(one => briefItem(...one, parts, only, share, say))) {
          list.append(...[await item].filter(Boolean));
          if (list.firstChild) await show();
        }
      }
      more.hidden = !queue.length;
      await show();
      say();
    }
    await go();
    await loadFacets();
    if (now === turn) showFacets(any, parts[0] && (only.kind || only.likelihood));
  }

  /** What is chosen, group → values, which the address tells from now on, with what is asked for. */
  function remember() {
    const asked = new URLSearchParams(), only = {}, query = field.value.trim();
    if (query) asked.set('q', query);
    for (const {key, values} of groups) for (const {on, value} of values) if (on) {
      asked.append(key, value);
      (only[key] ??= new Set()).add(value);
    }
    history.replaceState(null, '', `${location.pathname}${String(asked) && `?${asked}`}${location.hash}`);
    return only;
  }

  /** The units by brief, as far as they have what is chosen; the entities; the briefs that have any unit at all. */
  async function sort(units, {kind, likelihood}) {
    const allowed = having(), any = bytesOf(index.briefs), briefs = new Map(), entities = [], marks = [];
    for (const values of [kind, likelihood]) if (values) {
      const marked = [...values].map(value => weigh(`@${value.replaceAll(' ', '_')}`, false, {left: LISTS}));
      marks.push(await Promise.all(marked));
    }
    for (const unit of units) {
      const brief = owner[unit];
      if (brief == null) entities.push(unit - owner.length);
      else {
        any[brief] = 1;
        if (!allowed[brief] || !marks.every(some => some.some(one => one.weights[unit]))) continue;
        if (!briefs.get(brief)?.push(unit)) briefs.set(brief, [unit]);
      }
    }
    return {briefs, entities, any};
  }

  /** The results in place of the rest of the page and of the links into it, or the page as it is. */
  function showPage(searching, ...found) {
    results.replaceChildren(...found);
    for (const one of document.querySelectorAll('main > :is(section, nav), .site ul')) {
      one.hidden = searching && !one.contains(hook);
    }
  }

  // -- the field

  function build() {
    const {words} = index, asked = new URLSearchParams(location.search);
    field = make('input', {
      type: 'search', id: '_q', autocomplete: 'off', spellcheck: 'false', dir: 'auto', 'aria-describedby': '_hint',
    });
    status = make('p.count', {role: 'status'});
    results = make('div.results');
    clear = button(() => {
      for (const group of groups) for (const one of group.values) one.on = false;
      field.focus();
      update();
    }, words.clear);
    narrow = make('details', null, make('summary', null, words.narrow),
      make('div.facets', null, ...index.facets.map(facet)), clear);
    hook.append(make('p.field', {role: 'search'}, make('label', {for: '_q'}, words.search), field),
      make('p', {id: '_hint'}, words.search_hint), ...groups.length ? [narrow] : [], status, results);
    field.value = asked.get('q') ?? '';
    for (const {key, values} of groups) for (const one of values) {
      if (asked.getAll(key).includes(one.value)) narrow.open = one.on = true;
    }
    field.oninput = update;
    document.addEventListener('keydown', move);
    if (location.hash === '#_search') field.focus();
    update();
  }

  /** From the field to the results, along them and back; Esc goes back, and from the field clears it. */
  function move(event) {
    const {key, target} = event, stops = [field, ...results.querySelectorAll('a, button:not([hidden])')];
    const at = stops.indexOf(target);
    const next = stops[at + (key === 'ArrowDown' || key === 'Enter' && !at ? 1 : key === 'ArrowUp' ? -1 : NaN)];
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (at >= 0 && next) next.focus();
    else if (key === 'Escape' && hook.contains(target)) {
      if (target === field) field.value = '';
      field.focus();
      update();
    } else if (key === '/' && typeof off !== 'object' && target.tagName !== 'INPUT') field.focus();
    else return;
    event.preventDefault();
  }

  load('index', entry).then(prepare).then(build);
})();
