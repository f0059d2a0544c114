/* Keys, and the page that explains them; they and the previews can be turned off (WCAG 2.1.4, 1.4.13). */
(() => {
  function step(by) {
    const seen = order.filter(shows),
      above = seen.filter(({pieces}) => pieces[0].getBoundingClientRect().top < 0).length,
      next = seen[now ? seen.indexOf(now) + by : above - (by < 0)];
    if (next) go(next, next.badge);
  }

  function find() {
    const field = $('#_search input');
    if (field) field.focus();
    else location = $('[rel=search]').href;
  }

  const doing = {
    j: () => step(1),
    k: () => step(-1),
    n: () => goMention(now, 1),
    N: () => goMention(now, -1),
    '/': find,
    '?': () => modal.showModal(),
  };

  function option(what) {
    const label = box({checked: !off[what]}, say(`use_${what}`));
    on('change', ({target}) => {
      off[what] = !target.checked;
      try {
        localStorage.briefkit = JSON.stringify(off);
      } catch { /* then it is off on this page */ }
    }, label);
    return label;
  }

  const row = ([keys, does]) => make('div', {}, make('dt', {}, make('kbd', {}, keys)), make('dd', {}, does)),
    [help, close] = ['help', 'close'].map(key => make('button', {}, say(key))),
    modal = make('dialog', {ariaLabel: say('help')},
    make('h2', {}, say('help')),
    make('dl', {}, ...Object.entries(words.keys).map(row)),
    option('keys'), option('previews'), close);
  body.append(modal);
  $('.site').append(help);
  on('click', doing['?'], help);
  on('click', () => modal.close(), close);

  on('keydown', event => {
    const {key, target, ctrlKey, metaKey, altKey} = event;
    if (!doing[key] || ctrlKey || metaKey || altKey || modal.open || off.keys
      || target.closest('input,select')) return;
    event.preventDefault();
    doing[key]();
  });
})();

arrive(); // all parts have run
