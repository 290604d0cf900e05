// What a page of the report does beyond being read. Nothing is kept, and nothing is asked for from anywhere.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

for (const details of all("details[data-closed]")) details.open = false;

// Details of rows: open without a script, and closed by one that can open them.
const toggles = new Map();
for (const more of all("tr.more")) {
  const head = more.previousElementSibling.querySelector("th");
  const button = document.createElement("button");
  const open = (wanted = more.hidden) => {
    more.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
  };
  button.type = "button";
  button.className = "toggle";
  button.setAttribute("aria-label", `${document.body.dataset.details}: ${head.firstElementChild.innerText.trim()}`);
  button.addEventListener("click", () => open());
  head.classList.add("opens");
  head.prepend(button);
  toggles.set(more, open);
  open(false);
}

// Where rows are blocks of names and values, as on a phone, ten of them are a long way.
const FEW = 5;
const stacked = table => getComputedStyle(table.tHead).display === "none";

// Tables: rows beyond the first few, words and choices to find some by, and the order where there are no heads to click.
for (const list of all(".list")) {
  const own = selector => all(selector, list).filter(one => one.closest(".list") === list);
  const [table] = own("table");
  const [tools] = own(".tools");
  const [end] = own(".end");
  if (!tools || !end) continue;

  const language = document.documentElement.lang;
  const flat = text => text.toLocaleLowerCase(language).normalize("NFC");
  const rows = own("tbody").map(body => {
    const cells = [...body.rows[0].cells];
    const keys = cells.map(cell => cell.dataset.key ?? "");
    const words = flat([...cells.map(cell => cell.textContent), ...keys].join(" "));
    return { body, keys, words, detail: body.rows[1] };
  });
  const [word] = own("input[type=search]");
  const choices = own("select[data-place]");
  const [order] = own(".order select");
  const [every] = own("button.every");
  const [count] = own(".count");
  const [more] = own("button.all");
  const number = new Intl.NumberFormat(language);
  const few = Math.min(Number(end.dataset.shown), stacked(table) ? FEW : Infinity);
  const names = [more.textContent, more.dataset.fewer];
  let whole = few >= rows.length;

  const show = () => {
    const looked = word ? flat(word.value).split(/\s+/).filter(Boolean) : [];
    const wanted = ({ keys, words }) =>
      looked.every(one => words.includes(one)) &&
      choices.every(({ value, dataset }) => !value || `=${keys[Number(dataset.place)]}` === value);
    const found = new Map(rows.map(row => [row.body, wanted(row)]));
    const filtered = [...found.values()].includes(false);
    let shown = 0;
    for (const body of table.tBodies) {
      body.hidden = !found.get(body) || !(whole || filtered || shown < few);
      if (!body.hidden) shown += 1;
    }
    more.hidden = filtered || few >= rows.length;
    more.textContent = names[Number(whole)];
    const said = end.dataset.said.replace("{shown}", number.format(shown));
    count.textContent = shown === rows.length && few >= rows.length ? "" : said;
  };

  more.addEventListener("click", () => {
    whole = !whole;
    show();
  });
  for (const control of [word, ...choices].filter(Boolean)) control.addEventListener("input", show);
  table.addEventListener("sorted", show);
  order.addEventListener("change", () => {
    const heads = [...table.tHead.rows[0].cells];
    const sorted = heads.find(head => head.hasAttribute("aria-sort"));
    const button = head => head.querySelector("button");
    // Once more, and once more again: back to the order that the page came in.
    for (let left = 2; left && sorted?.hasAttribute("aria-sort"); left -= 1) button(sorted).click();
    if (order.value) button(heads[Number(order.value)]).click();
  });
  every?.addEventListener("click", () => {
    const wanted = every.getAttribute("aria-pressed") !== "true";
    every.setAttribute("aria-pressed", String(wanted));
    for (const { detail } of rows) toggles.get(detail)?.(wanted);
  });
  tools.hidden = false;
  show();
}

// A table that has to be scrolled can be reached with the keyboard.
const sized = new ResizeObserver(entries => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const frame of all(".frame")) sized.observe(frame);

// In the contents, the section that is being read.
const links = new Map(all("#contents a").map(link => [link.hash.slice(1), link]));
const seen = new IntersectionObserver(
  entries => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) links.get(target.id)?.setAttribute("aria-current", "true");
      else links.get(target.id)?.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-15% 0px -84%" },
);
for (const section of all("main > section")) seen.observe(section);
