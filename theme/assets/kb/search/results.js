/* The page of results, /<language>/search/?q=: the same search with room for categories, more results, and other
   languages. The address holds the query and the category, so that it can be kept and sent. */

import { all, ask, element, recent, reportEmpty, resultsAddress, say, site, supportAddress, tidy, LONGEST } from "./client.js";

const page = document.querySelector("[data-kb-results]");
const part = (name) => page.querySelector(`[data-kb-${name}]`);
const form = page.querySelector("form");
const input = form.elements.q;
const PAGE = 10, MOST = 200;

/** @type {{query: string, category: string, results: object[], count: number}} */
const state = { query: "", category: "", results: [], count: PAGE };
let asked = 0;

/* ---- the address --------------------------------------------------------------------------------------------------- */

function remember(push = false) {
  const url = new URL(location.href);
  for (const [key, value] of [["q", state.query], ["category", state.category]]) {
    if (value) url.searchParams.set(key, value); else url.searchParams.delete(key);
  }
  if (url.href !== location.href) history[push ? "pushState" : "replaceState"](history.state, "", url);
  document.title = document.title.replace(/^(“.*” – )?/, state.query ? `“${state.query}” – ` : "");
  for (const link of document.querySelectorAll("a[data-kb-language]")) {
    link.href = resultsAddress(state.query, link.dataset.kbLanguage);
  }
  for (const link of document.querySelectorAll(".kb-support__ways a")) {
    link.dataset.kbHref ??= link.getAttribute("href");
    link.href = withWords(link.dataset.kbHref);
  }
}

/** A way to support with the words kept. */
function withWords(href) {
  if (!state.query) return href;
  if (href.startsWith("mailto:")) return `${href}?subject=${encodeURIComponent(say("subject", { query: state.query }))}`;
  if (site.support.article && new URL(href, location.href).href === new URL(site.support.article, location.href).href) {
    return supportAddress(state.query);
  }
  return href;
}

/* ---- drawing --------------------------------------------------------------------------------------------------------- */

const html = (name, attributes, content) => {
  const made = element(name, attributes);
  made.innerHTML = content;            /* escaped by the worker */
  return made;
};

function hit(found) {
  const foreign = found.language !== site.language;
  const head = element("h2", { class: "kb-hit__title" },
    html("a", { href: found.location, lang: foreign ? found.language : undefined, hreflang: foreign ? found.language : undefined }, found.title));
  if (foreign) head.append(" ", element("abbr", { class: "kb-tongue", title: site.in[found.language] }, found.language));
  const item = element("li", { class: "kb-hit", lang: foreign ? found.language : undefined });
  if (found.category) item.append(element("p", { class: "kb-hit__category" }, found.category));
  item.append(head, element("p", { class: "kb-hit__text", [`data-kb-${found.language}`]: found.page }));
  item.addEventListener("click", (event) => { if (event.target.closest("a")) recent.add(state.query); });
  return item;
}

function fill(root, language, { page: number, html: content, section }) {
  const text = root.querySelector(`[data-kb-${language}="${number}"]`);
  if (!text) return;
  text.innerHTML = content;
  if (!section || text.previousElementSibling.matches(".kb-hit__section")) return;
  const href = new URL(text.closest("li").querySelector(".kb-hit__title a").href);
  href.hash = section.anchor;
  text.before(element("p", { class: "kb-hit__section" }, html("a", { href }, section.heading)));
}

function excerpts(root, language, results, mine) {
  const pages = results.map(({ page: number }) => number);
  ask({ type: "excerpts", language, pages }, ({ excerpt }) => {
    if (excerpt && mine === asked) fill(root, language, excerpt);
  });
}

const chosen = () => state.results.filter(({ category }) => !state.category || category === state.category);

function draw() {
  const results = chosen(), seen = results.slice(0, state.count), list = part("hits");
  const fresh = seen.slice(list.children.length);
  list.append(...fresh.map(hit));
  part("more").hidden = results.length <= state.count;
  if (fresh.length) excerpts(list, site.language, fresh, asked);
}

function drawFilters() {
  const group = part("filters"), counts = new Map();
  for (const { category } of state.results) if (category) counts.set(category, (counts.get(category) || 0) + 1);
  if (state.category && !counts.has(state.category)) state.category = "";
  group.hidden = counts.size < 2;
  const chip = (label, value, count) => {
    const made = element("button", { type: "button", class: "kb-chip", "aria-pressed": String(state.category === value) }, label);
    made.append(" ", element("span", { class: "kb-chip__count" }, String(count)));
    made.addEventListener("click", () => {
      state.category = value;
      state.count = PAGE;
      part("hits").replaceChildren();
      for (const other of group.children) other.setAttribute("aria-pressed", String(other === made));
      remember();
      draw();
      part("said").textContent = say("results", { num: chosen().length });
    });
    return made;
  };
  const rows = [...counts].sort(([, a], [, b]) => b - a);
  group.replaceChildren(chip(say("everything"), "", state.results.length), ...rows.map(([name, n]) => chip(name, name, n)));
}

function drawMeant(found) {
  const line = part("meant"), as = found.meant ? "meant" : "retyped", meant = found[as];
  line.hidden = !meant;
  if (!meant) return;
  const [before, after] = say(as, { query: "\u0000" }).split("\u0000");
  const link = element("a", { href: resultsAddress(meant) }, meant);
  link.addEventListener("click", (event) => { event.preventDefault(); input.value = meant; run(meant, { push: true }); });
  line.replaceChildren(before, link, after || "");
}

/** What the other languages have, one after another. */
async function drawElsewhere(mine) {
  for (const language of site.fallback) {
    const found = await all({ type: "search", query: state.query, language, limit: 3 });
    if (mine !== asked) return;
    if (!found.results || !found.results.length || found.weak) continue;
    const list = element("ol", { class: "kb-hits" }, ...found.results.map(hit));
    part("elsewhere").append(element("h2", { class: "kb-heading" }, say("elsewhere", { in_language: site.in[language] })), list);
    excerpts(list, language, found.results, mine);
  }
}

/* ---- searching --------------------------------------------------------------------------------------------------------- */

function run(query, { push = false, category = "" } = {}) {
  const mine = ++asked;
  Object.assign(state, { query: tidy(query), category, results: [], count: PAGE });
  remember(push);
  const said = part("said");
  if ([...state.query].length < 2) {
    clear();
    said.textContent = state.query ? say("more") : "";
    part("start").hidden = false;
    return;
  }
  let shown = null;
  const waiting = setTimeout(() => { said.textContent = say("loading"); }, 300);
  ask({ type: "search", query: state.query, limit: MOST }, (found) => {
    if (mine !== asked) return;
    const pages = (found.results || []).map(({ page }) => page);
    /* The first results stay in place where they are the first of all. */
    if (!shown || shown.some((page, place) => page !== pages[place])) clear();
    if (found.partial) {
      state.results = found.results;
      shown = pages;
      draw();
      return;
    }
    clearTimeout(waiting);
    if (found.failed) {
      clear();
      said.replaceChildren(say("offline"), " ", retry());
      part("start").hidden = false;
      return;
    }
    state.results = found.results;
    drawFilters();
    drawMeant(found);
    draw();
    remember();
    const none = !found.results.length;
    said.textContent = none ? say("none", { query: state.query })
      : found.weak ? say("weak", { query: state.query }) : say("results", { num: chosen().length });
    if (found.missing) said.append(" ", say("partly"), " ", retry());
    part("start").hidden = !none;
    if (none || found.weak) drawElsewhere(mine);
    if (none && !found.missing) setTimeout(() => { if (mine === asked) reportEmpty(state.query); }, 1500);
  });
}

function clear() {
  for (const name of ["hits", "elsewhere", "filters"]) part(name).replaceChildren();
  part("filters").hidden = part("meant").hidden = part("more").hidden = true;
}

function retry() {
  const link = element("a", { href: resultsAddress(state.query) }, say("again"));
  link.addEventListener("click", (event) => { event.preventDefault(); run(state.query, { category: state.category }); });
  return link;
}

/* ---- the reader -------------------------------------------------------------------------------------------------------- */

let typing = 0;
form.hidden = false;
input.maxLength = LONGEST;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  recent.add(input.value);
  run(input.value, { push: true });
});
input.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => run(input.value), 180);
});
part("more").addEventListener("click", () => {
  const before = part("hits").children.length;
  state.count += PAGE;
  draw();
  part("hits").children[before].querySelector("a").focus();
});
window.addEventListener("popstate", () => start(new URL(location.href).searchParams));
window.addEventListener("online", () => { if (state.query && !state.results.length) run(state.query); });

function start(parameters) {
  input.value = tidy(parameters.get("q") || "");
  run(input.value, { category: parameters.get("category") || "" });
}

/* help.js has hidden the query from Material. */
const parameters = new URL(location.href).searchParams;
if (window.__kb_query) parameters.set("q", window.__kb_query);
start(parameters);
if (!input.value) input.focus();
