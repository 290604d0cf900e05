/* What kbgen adds to Material's search box: excerpts, “did you mean”, other languages, the way to support, recent
   searches, and announcements. Material draws the results; what is added here goes into its list, so that its arrow
   keys lead there too. */

import { all, ask, element, recent, reportEmpty, resultsAddress, say, site, supportAddress, tidy, worker } from "./client.js";

const box = document.querySelector("[data-md-component=search]");
const input = box && box.querySelector("[data-md-component=search-query]");
const list = box && box.querySelector(".md-search-result__list");
const meta = box && box.querySelector(".md-search-result__meta");
const said = box && box.querySelector("[data-kb-search-said]");

let shown = 0;                         /* counts what was shown, so that late answers do not land in it */
let stop = () => {};
const timers = new Set();
const later = (delay, action) => timers.add(setTimeout(action, delay));

/** Say something to those who do not see the list, once the typing pauses. */
const announce = (text) => later(700, () => { said.textContent = text; });

/* ---- lines of our own in the list ------------------------------------------------------------------------------ */

/** A line with a link. Material's Enter looks for the best score below each link, and takes this one last. */
function line(text, href, { icon = "", className = "", score = "-1", use } = {}) {
  const label = element("article", { class: "md-search-result__article kb-search__article", "data-md-score": score });
  if (icon) label.append(element("span", { class: `kb-search__icon kb-search__icon--${icon}`, "aria-hidden": "true" }));
  label.append(...(Array.isArray(text) ? text : [text]));
  const link = element("a", { class: "md-search-result__link", href, tabindex: "-1" }, label);
  if (use) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();         /* else Material closes the box */
      use();
    });
  }
  return element("li", { class: `md-search-result__item kb-search__line ${className}` }, link);
}

/** Search for something else. */
function type(query) {
  input.value = query;
  input.focus();
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}

/** Ask the worker for the same once more; Material would not, since the words are the same. */
function again() {
  input.focus();
  worker().postMessage({ type: 2, data: input.value });
}

const heading = (text, language) =>
  element("li", { class: "kb-search__heading", lang: language }, text);

/** Which query was meant instead; `as`: the words that say so. */
function showMeant(query, as) {
  const parts = say(as, { query: "\u0000" }).split("\u0000");
  const words = element("strong", {}, query);
  list.prepend(line([element("span", {}, parts[0], words, parts[1] || "")], resultsAddress(query), {
    icon: "meant", className: "kb-search__meant", use: () => type(query),
  }));
}

function showRecent() {
  const queries = recent.list();
  if (!recent.on) {
    list.append(line(say("on"), "#", { className: "kb-search__quiet", use: () => { recent.keep(true); drawRecent(); } }));
    return;
  }
  if (!queries.length) return;
  list.append(heading(say("recent")));
  for (const query of queries) list.append(line(query, resultsAddress(query), { icon: "recent", use: () => type(query) }));
  list.append(
    line(say("clear"), "#", { className: "kb-search__quiet", use: () => { recent.clear(); drawRecent(); } }),
    line(say("off"), "#", { className: "kb-search__quiet", use: () => { recent.keep(false); drawRecent(); } }),
  );
}

function drawRecent() {
  list.replaceChildren();
  showRecent();
  input.focus();
}

function showWays(query, { withSupport }) {
  const href = withSupport && supportAddress(query);
  list.append(line(withSupport ? say("page") : say("all"), resultsAddress(query), { icon: "all", score: "0", className: "kb-search__all" }));
  if (href) list.append(line(say("support"), href, { icon: "support" }));
}

/* ---- other languages ------------------------------------------------------------------------------------------- */

/** What the site has in other languages, the nearest ones first: before the ways on, or at the list's end. */
async function showElsewhere(query, mine, before) {
  for (const language of site.fallback) {
    const found = await all({ type: "search", query, language, limit: 3 });
    if (mine !== shown) return;
    if (!found.results || !found.results.length || found.weak) continue;
    const lines = found.results.map((hit) => {
      const title = element("span", { lang: language });
      title.innerHTML = hit.title;
      return line([title, element("abbr", { class: "kb-tongue", title: site.in[language] }, language)], hit.location,
        { className: "kb-search__elsewhere" });
    });
    for (const one of [heading(say("elsewhere", { in_language: site.in[language] })), ...lines]) list.insertBefore(one, before);
    announce(say("elsewhere", { in_language: site.in[language] }) + " " + found.results.length);
    return;
  }
}

/* ---- excerpts -------------------------------------------------------------------------------------------------- */

function fillExcerpt({ page, html, section }) {
  const place = list.querySelector(`[data-kb-page="${page}"]`);
  if (!place) return;
  const link = place.closest("a"), item = place.closest("li");
  if (section) {
    const href = new URL(link.href);
    href.hash = section.anchor;
    const title = element("h2");
    title.innerHTML = section.heading;
    const text = element("p", { class: "kb-hit__text" });
    text.innerHTML = html;
    const score = link.firstElementChild.getAttribute("data-md-score");
    item.append(element("a", { class: "md-search-result__link kb-hit__section", href, tabindex: "-1" },
      element("article", { class: "md-search-result__article md-typeset", "data-md-score": score }, title, text)));
    place.remove();
  } else {
    place.innerHTML = html;
  }
}

/* ---- what the worker has found ----------------------------------------------------------------------------------- */

function show({ items, kb }) {
  const mine = ++shown;
  stop();
  for (const timer of timers) clearTimeout(timer);
  timers.clear();
  box.classList.remove("kb-search--busy");
  const query = tidy(kb.query);
  if (kb.state === "empty") return showRecent();
  if (kb.state === "short") { meta.textContent = say("more"); return; }
  if (kb.state === "offline") {
    meta.textContent = say("offline");
    list.append(line(say("again"), "#", { icon: "again", use: again }));
    showWays(query, { withSupport: true });
    announce(say("offline"));
    return;
  }
  const none = !items.length;
  meta.textContent = none ? say("none", { query }) : kb.weak ? say("weak", { query }) : say("results", { num: kb.total });
  if (kb.missing) meta.textContent += ` ${say("partly")}`;
  const as = kb.meant ? "meant" : "retyped", other = kb[as];
  if (other) showMeant(other, as);
  showWays(query, { withSupport: none || kb.weak });
  announce(other ? `${meta.textContent} ${say(as, { query: other })}` : meta.textContent);
  if (none || kb.weak) later(350, () => showElsewhere(query, mine, list.querySelector(".kb-search__all")));
  if (none && !kb.missing) later(2000, () => reportEmpty(query));
  if (!none) {
    later(120, () => {
      stop = ask({ type: "excerpts", box: true, pages: kb.pages }, ({ excerpt }) => {
        if (mine === shown && excerpt) fillExcerpt(excerpt);
      });
    });
  }
}

if (box && input && list) {
  worker().addEventListener("message", ({ data }) => {
    if (data && data.type === 3 && data.data && data.data.kb) show(data.data);
  });
  /* Who goes to the box will search: what every search needs is fetched meanwhile. */
  input.addEventListener("focus", () => ask({ type: "warm" }, () => {}), { once: true });
  input.addEventListener("input", () => {
    later(250, () => box.classList.add("kb-search--busy"));
    /* Material waits for a key to go up; what is pasted, dictated or completed has none. */
    setTimeout(() => input.dispatchEvent(new KeyboardEvent("keyup")), 0);
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a[href]") && input.value.trim()) recent.add(input.value);
  }, { capture: true });
  /* Without Material's script (or with the browser's own “go” key) the form leads to the page of results. */
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (tidy(input.value)) location.href = resultsAddress(tidy(input.value));
  });
  window.addEventListener("online", () => { if (input.value.trim()) again(); });
}

if (document.querySelector("[data-kb-results]")) import("./results.js");
