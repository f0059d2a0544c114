/* Copy link and copy citation, of a passage or of a label's words; at a mention, the way to the next one.

   One group of buttons goes to whatever the pointer or the focus is at: a page need not have hundreds. */

/** The passage's text, with … for what is not published, and where the label's words stand in it. */
function textOf(passage, label) {
  let text = '', spans = [];
  for (const node of passage.childNodes) {
    const start = text.length, last = spans.at(-1);
    text += node.dataset?.gap === undefined ? node.textContent : ' … '; // a badge has no text
    if (!label?.pieces.includes(node)) continue;
    if (last?.[1] === start) last[1] = text.length;
    else spans.push([start, text.length]);
  }
  return [text, spans[0] ? spans : [[0, text.length]]];
}

function quote(passage, label) {
  const [text, spans] = textOf(passage, label);
  return spans.map(([start, end]) => tidy(text.slice(start, end))).join(' … ');
}

(() => {
  let at; // {passage, label} that the buttons are for

  // Browsers find whole words only, and Chinese and Japanese have no spaces between them.
  const cut = text => tidy(text).split(/(?<=[\s、。，])/),
    plain = text => text.replace(/\W/g, '\\$&'),
    code = text => encodeURIComponent(text).replace(/-/g, '%2D');

  /** `:~:text=[before-,]first[,last][,-after]` (https://wicg.github.io/scroll-to-text-fragment/), with as much
      around the words as tells them from the same words further up; '' where nothing does. */
  function directive({passage, label}) {
    const [text, [[start, end]]] = textOf(passage, label),
      above = new Range();
    above.setStart(body, 0);
    above.setEnd(passage, 0);
    const page = tidy(`${above} ${text}`),
      wanted = page.length - tidy(text.slice(start)).length,
      [left, parts, right] = [text.slice(0, start), text.slice(start, end), text.slice(end)].map(cut);
    for (let more = 0; more < 40; more += 2) {
      const long = parts.length > 2 * more + 6,
        found = [
          left.slice(left.length - more),
          long ? parts.slice(0, more + 3) : parts,
          long ? parts.slice(-more - 3) : [],
          right.slice(0, more),
        ].map(some => some.join('').trim()),
        [a, b, c, d] = found.map(plain),
        first = RegExp(`${a&&`(?<=${a}\\s*)`}${b}${c&&`.*?${c}`}${d&&`(?=\\s*${d})`}`, 'i');
      if (page.search(first) !== wanted) continue;
      const [before, head, last, after] = found.map(code);
      return `:~:text=${before&&`${before}-,`}${head}${last&&`,${last}`}${after&&`,-${after}`}`;
    }
    return '';
  }

  const base = $('[rel=canonical]') || location,
    link = () => `${base.href.split(/[?#]/)[0]}#${at.passage.id}${directive(at)}`,
    cite = () => say('citation', { // without the folders of whoever reads it from disk
      quote: quote(at.passage, at.label),
      cite: $('.cite').innerText.slice(0, -1),
      passage: at.passage.id,
    }) + (base.protocol === 'file:' ? '' : `. ${link()}`);

  /** Whether the text came to the clipboard, which some browsers keep from pages on disk. */
  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = make('textarea', {value: text});
      tools.append(area);
      area.select();
      const done = document.execCommand('copy');
      button.focus();
      area.remove();
      return done;
    }
  }

  const next = make('button', {}, say('next')),
    tools = make('div', {className: 'tools'}, next),
    both = [link, cite].map(act => {
      const button = make('button', {name: act.name});
      on('click', async () => {
        tell(button.textContent = say(await copy(act(), button) ? 'copied' : 'failed'));
      }, button);
      return button;
    });
  tools.append(...both);

  function put(label, row) {
    at = {label, passage: label?.passage || $('.passage', row)};
    tools.hidden = false;
    for (const button of both) button.textContent = say(button.name);
    const [other, place] = label?.entity ? mention(label, 1) : [label];
    next.hidden = other === label;
    next.ariaLabel = `${say('next')}: ${place}`;
    if (label) label.card.append(tools);
    else $('.pn', row).after(tools);
  }

  function follow({target}) {
    const place = target.closest('.label, .row');
    if (tools.contains(target) || (!tools.hidden && tools.parentElement === place)) return;
    const label = labels.get(place?.id);
    if (label || (place && $('.pn', place))) put(label, place);
    else tools.hidden = true;
  }
  on('focusin', follow);
  onRest(event => $(':focus-visible', tools) || follow(event));
  on('click', follow); // a finger does not hover
  on('hashchange', () => labelAt(location) && !$(':focus', tools) && put(now));
  on('click', () => {
    const from = at.label;
    put(mention(from, 1)[0]);
    goMention(from, 1, next);
  }, next);
})();
