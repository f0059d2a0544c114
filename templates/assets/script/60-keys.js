/* Keys, and the page that explains them; they and the previews can be turned off (WCAG 2.1.4, 1.4.13). */
(() => {
  function step(by) {
    const seen = order.filter(shows),
      above = seen.filter(({pieces}) => pieces[0].getBoundingClientRect().top < 0).length,
      next = seen[current ? seen.indexOf(current) + by : above - (by < 0)];
    if (next) go(next, next.badge);
  }

  function stepMention(by) {
    if (!current?.entity) return;
    const [next, place] = mention(current, by);
    go(next, next.badge);
    tell(place);
  }

  function find() {
    const field = $('#_search input');
    if (field) field.focus();
    else location = $('[rel=search]').href;
  }

  const doing = {
    j: () => step(1),
    k: () => step(-1),
    n: () => stepMention(1),
    N: () => stepMention(-1),
    '/': find,
    '?': () => dialog.showModal(),
  };

  function box(what) {
    const input = make('input', {type: 'checkbox', checked: !off[what]});
    on('change', () => {
      off[what] = !input.checked;
      try {
        localStorage.briefkit = JSON.stringify(off);
      } catch { /* then it is off on this page */ }
    }, input);
    return make('p', {}, make('label', {}, input, ` ${say(`use_${what}`)}`));
  }

  const row = ([keys, does]) => make('div', {}, make('dt', {}, make('kbd', {}, keys)), make('dd', {}, does)),
    [help, close] = ['help', 'close'].map(key => make('button', {}, say(key))),
    dialog = make('dialog', {ariaLabel: say('help')},
    make('h2', {}, say('help')),
    make('dl', {}, ...Object.entries(words.keys).map(row)),
    box('keys'), box('previews'), close);
  body.append(dialog);
  $('.site').append(help);
  on('click', doing['?'], help);
  on('click', () => dialog.close(), close);

  on('keydown', event => {
    const {key, target, ctrlKey, metaKey, altKey} = event;
    if (!doing[key] || ctrlKey || metaKey || altKey || dialog.open || off.keys
      || target.closest('input,select,textarea')) return;
    event.preventDefault();
    doing[key]();
  });
})();

arrive(); // all parts have run
