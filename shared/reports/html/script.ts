/**
 * What the page does beyond being read: filter, copy commands, open what a link points at, unfold for printing.
 * The text is constant: the page's content security policy admits it by its hash (`policy.ts`).
 */
export const script = `'use strict';
(() => {
  const all = (selector, within) => [...(within || document).querySelectorAll(selector)];
  const form = document.getElementById('filter');
  const count = document.getElementById('filter-count');
  const search = form.elements.namedItem('text');
  const items = all('.item').map((node) => ({
    node,
    text: node.textContent.toLowerCase(),
    cluster: node.closest('.cluster').id,
    severity: node.dataset.severity || '',
    status: node.dataset.status,
  }));
  const folds = all('.folded');
  const sections = all('.cluster');

  const filter = () => {
    const wanted = (name) => form.elements.namedItem(name).value;
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const active = words.length > 0 || ['cluster', 'severity', 'status'].some((name) => wanted(name) !== '');
    let shown = 0;
    for (const item of items) {
      const fits = ['cluster', 'severity', 'status'].every((name) => wanted(name) === '' || wanted(name) === item[name]);
      const hit = fits && words.every((word) => item.text.includes(word));
      item.node.hidden = !hit;
      if (hit) shown += 1;
    }
    for (const fold of folds) {
      fold.hidden = active && !fold.querySelector('.item:not([hidden])');
      fold.open = active && !fold.hidden;
    }
    for (const section of sections) {
      section.hidden = active && !section.querySelector('.item:not([hidden])');
      section.classList.toggle('filtered', active);
    }
    count.textContent = active ? shown + ' of ' + items.length + ' shown' : '';
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest('[hidden]')) { form.reset(); filter(); }
    for (let node = target; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true;
    target.scrollIntoView();
  };

  const copy = async (block, button) => {
    const text = block.querySelector('code').textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(block.querySelector('code'));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  };

  for (const block of all('.command')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy the command');
    button.addEventListener('click', () => copy(block, button));
    block.append(button);
  }

  const save = document.getElementById('save');
  save.hidden = false;
  save.addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([document.getElementById('report').textContent], { type: 'application/json' }));
    link.download = 'plumbline-report.json';
    link.click();
    URL.revokeObjectURL(link.href);
  });

  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('reset', () => setTimeout(filter));
  form.addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !document.activeElement.matches('input, select')) { event.preventDefault(); search.focus(); }
    if (event.key === 'Escape' && event.target === search) { form.reset(); }
  });

  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('details:not([open])');
    for (const node of folded) node.open = true;
  });
  addEventListener('afterprint', () => { for (const node of folded) node.open = false; });
  addEventListener('hashchange', reveal);
  reveal();
})();
`;
