/* What the search box and the page of results share: the site's words and addresses, the worker, the reader's recent
   searches, and the report of searches that found nothing. */

/**
 * What the page says about the search (theme/partials/search.html). Addresses are relative to the page.
 * @type {{language: string, in: Record<string, string>, root: string, page: string, pages: Record<string, string>,
 *   index: string, fallback: string[], support: {article: string, url: string, email: string}, report: string,
 *   words: Record<string, string>}}
 */
export const site = JSON.parse(document.getElementById("__kb_search").textContent);

/** A word of the interface with its variables filled in. */
export const say = (name, values = {}) =>
  (site.words[name] || "").replace(/%\((\w+)\)s/g, (whole, key) => (key in values ? String(values[key]) : whole));

export const LONGEST = 200;
/** A query as it is used and shown: one line, without control characters, not endless. */
export const tidy = (text) => String(text).slice(0, 2 * LONGEST)
  .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim().slice(0, LONGEST);

/** The page of results for a query, in the reader's language or in another one. */
export function resultsAddress(query, language = site.language) {
  const base = language === site.language ? site.page : `${site.root}${site.pages[language]}`;
  const url = new URL(base, location.href);
  if (query) url.searchParams.set("q", query);
  return url.href;
}

/** An element with attributes and children; text is always text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/* ---- the worker ----------------------------------------------------------------------------------------------- */

/** The worker that Material has started; one of our own where Material could not. */
export function worker() {
  if (!window.__kb_worker) {
    const config = JSON.parse(document.getElementById("__config").textContent);
    window.__kb_worker = new Worker(new URL(config.search, location.href));
  }
  return window.__kb_worker;
}

let asked = 0;
/** Ask the worker something of our own; its answers go to `answer`, as many as there are. Returns a function to stop. */
export function ask(question, answer) {
  const id = ++asked;
  const listen = ({ data }) => { if (data && data.id === id) answer(data); };
  worker().addEventListener("message", listen);
  worker().postMessage({ language: site.language, ...question, id });
  return () => worker().removeEventListener("message", listen);
}

/** The last answer of several. */
export const all = (question) => new Promise((resolve) => {
  const stop = ask(question, (answer) => { if (answer.done) { stop(); resolve(answer); } });
});

/* ---- recent searches: in this browser only, and only as long as the reader wants -------------------------------- */

const RECENT = `kb.searches.${site.language}`;
const OFF = "kb.searches.off";
const MOST = 6;

export const recent = {
  get on() { return __md_get(OFF) !== true; },
  list() {
    const kept = __md_get(RECENT);
    return this.on && Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
  },
  add(query) {
    const one = tidy(query);
    if (!this.on || one.length < 2) return;
    const others = this.list().filter((other) => other.toLowerCase() !== one.toLowerCase());
    __md_set(RECENT, [one, ...others].slice(0, MOST));
  },
  clear() { __md_set(RECENT, []); },
  /** Keep none from now on, in any language; or keep them again. */
  keep(on) {
    __md_set(OFF, !on);
    if (!on) for (const code of Object.keys(site.pages)) __md_set(`kb.searches.${code}`, []);
  },
};

/* ---- the way to a person, with the words kept ------------------------------------------------------------------- */

/** Where support is asked: our own contact article, a form elsewhere, or a letter. Null where there is no way. */
export function supportAddress(query) {
  const { article, url, email } = site.support;
  if (article || url) {
    const way = new URL(article || url, location.href);
    if (query && article) way.searchParams.set("search", query);
    return way.href;
  }
  if (!email) return null;
  const subject = query ? `?subject=${encodeURIComponent(say("subject", { query }))}` : "";
  return `mailto:${email}${subject}`;
}

/* ---- searches that found nothing ------------------------------------------------------------------------------- */

/** A query without what could be about a person: e-mail addresses, addresses with words after “?”, long numbers. */
export const impersonal = (query) => tidy(query)
  .replace(/\S*@\S*/gu, " ")
  .replace(/([?#])\S*/gu, " ")
  .replace(/\+?\p{N}(?:[\s().\/-]*\p{N}){4,}/gu, " ")
  .replace(/\s+/gu, " ").trim();

const reported = new Set();
/** Tell the site's owner what was looked for in vain. No cookie goes along, and no address of a page. */
export function reportEmpty(query) {
  const words = impersonal(query);
  if (!site.report || !/\p{L}.*\p{L}/u.test(words) || reported.has(words)) return;
  reported.add(words);
  /* Not sendBeacon, since that would bring the cookies of the endpoint's host. */
  fetch(site.report, {
    method: "POST", mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer", keepalive: true,
    headers: { "Content-Type": "text/plain;charset=UTF-8" },
    body: JSON.stringify({ query: words, language: site.language }),
  }).catch(() => { /* the reader has other worries */ });
}
