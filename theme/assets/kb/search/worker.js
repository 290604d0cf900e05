/* The worker behind the search box. It speaks the protocol of Material's own worker (0 setup, 1 ready, 2 query,
   3 result), so that Material's box, list and keyboard stay as they are; what the page of results and the additions to
   the box need besides comes as messages with a name. Nothing is loaded before somebody types. */

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
/** Where the site begins: this file is assets/kb/search.<hash>/worker.js. */
const ROOT = new URL("../../../", self.location.href);
const SHOWN = 8;

let home = null;                       /* the language of the page that started this worker */
const shelves = new Map();             /* language → Shelf */

/* ---- code and indexes, loaded when they are needed --------------------------------------------------------------- */

let code = null;
/** The search itself. A failed load is tried again with the next query. */
function parts() {
  code ??= Promise.all(["./index.js", "./search.js", "./text.js"].map((name) => import(name)))
    .then((modules) => Object.assign({}, ...modules))
    .catch((error) => { code = null; throw error; });
  return code;
}

/** Fetch a file of the site. Throws where there is none, also where a host answers with some page instead. */
async function load(path, options) {
  const response = await fetch(new URL(path, ROOT), options);
  if (!response.ok) throw new Error(`${response.status}: ${path}`);
  return response;
}

/** The index of a language as far as it has been loaded. */
class Shelf {
  constructor(language, manifest) {
    this.language = language;
    this.manifest = manifest || null;
    this.opening = null;
  }

  /** The index, opened once; `anew` reads first which files belong together now, after a new release. */
  async index(anew = false) {
    if (anew) { this.opening = null; this.manifest = null; }
    this.opening ??= this.open(anew).catch((error) => { this.opening = null; throw error; });
    return this.opening;
  }

  async open(anew) {
    const { openIndex } = await parts();
    const read = (path) => load(path).then((response) => response.arrayBuffer());
    if (!this.manifest) this.manifest = await this.names(anew);
    try {
      return await openIndex(this.manifest, read);
    } catch (error) {
      if (anew) throw error;
      /* What the page knows may be older than the site: ask once what there is now. */
      this.manifest = await this.names(true);
      return openIndex(this.manifest, read);
    }
  }

  async names(anew) {
    const found = await load(`${this.language}/search/search_index.json`, anew ? { cache: "no-cache" } : {});
    const { config } = await found.json();
    if (!config || !config.kbgen) throw new Error("no index of ours");
    return config.kbgen;
  }

  /** Results for a query. Where a shard cannot be had, the index is opened anew; if that is no better, without it. */
  async search(query, limit, first) {
    const { search } = await parts();
    let found = null;
    try {
      found = await search(await this.index(), query, limit, first);
      if (!found.missing) return found;
    } catch (error) {
      if (!this.opening) throw error;
    }
    try {
      return await search(await this.index(true), query, limit, first);
    } catch (error) {
      if (found) return found;
      throw error;
    }
  }
}

function shelf(language) {
  if (!shelves.has(language)) shelves.set(language, new Shelf(language));
  return shelves.get(language);
}

/* ---- Material's protocol ------------------------------------------------------------------------------------------ */

let latest = 0;
let asked = null;                      /* what the list shows now, for excerpts */

async function answer(query) {
  const mine = ++latest;
  const reply = (items, more) => {
    if (mine === latest) self.postMessage({ type: RESULT, data: { items, suggest: [], ...more } });
  };
  const text = String(query).trim();
  if ([...text].length < 2) return reply([], { kb: { query, state: text ? "short" : "empty" } });
  let shown = "";
  const show = async (found) => {
    const { item } = await hits(home, found);
    if (mine !== latest) return;
    asked = { language: home, found };
    const pages = found.results.map(({ page }) => page.place);
    /* What is shown already stays as it is: the reader may be on the way to it. */
    if (shown === JSON.stringify(pages) && !found.missing) return;
    shown = JSON.stringify(pages);
    reply(found.results.map(item), {
      suggest: found.completion ? [found.completion] : [],
      kb: {
        query, state: "found", weak: found.weak, meant: found.meant, retyped: found.retyped, missing: found.missing,
        total: found.total, pages,
      },
    });
  };
  try {
    await show(await shelf(home).search(query, SHOWN, show));
  } catch {
    reply([], { kb: { query, state: "offline" } });
  }
}

/** How a result becomes what Material shows. */
async function hits(language, found) {
  const { escape, marked } = await parts();
  const terms = Object.fromEntries(found.stems.map((stem) => [stem, true]));
  const hit = ({ page, score }) => ({
    page: page.place,
    location: new URL(page.address.split("/").map(encodeURIComponent).join("/"), ROOT).href,
    title: marked(page.title, found.wordsOf(page.title)),
    category: page.category,
    score,
    language,
  });
  const item = (result) => {
    const { page, location, title, category } = hit(result);
    const label = category ? `<span class="kb-hit__category">${escape(category)}</span>` : "";
    return [{ location, title: label + title, text: `<p class="kb-hit__text" data-kb-page="${page}"></p>`, score: result.score, terms }];
  };
  return { hit, item };
}

/* ---- what the page of results and the box ask besides ------------------------------------------------------------- */

const ANSWERS = {
  /** Load what a search will need. */
  async warm({ language }) {
    await shelf(language || home).index();
    return {};
  },

  /** Results as values, of any language of the site: the first ones as soon as there are any, then all. */
  async search({ query, language, limit }, send) {
    const shown = async (found) => {
      const { hit } = await hits(language, found);
      kept.set(language, found);
      const { weak, meant, retyped, missing } = found;
      return { results: found.results.map(hit), weak, meant, retyped, missing };
    };
    return shown(await shelf(language).search(query, limit, async (found) => send({ ...await shown(found), partial: true })));
  },

  /** Excerpts of pages, for the query that was asked last: in the box, or on the page of results. */
  async excerpts({ language, pages, box }, send) {
    const found = box ? asked && asked.found : kept.get(language);
    if (!found) return {};
    await Promise.all(pages.map(async (number) => {
      const made = await excerpt(found, number).catch(() => null);
      if (made) send({ excerpt: made });
    }));
    return {};
  },
};

const kept = new Map();                /* language → what was found last for the page of results */
const texts = new Map();               /* address → the page's sections */

async function excerpt(found, number) {
  const { sectionsOf, bestSection, passage, marked } = await import("./excerpts.js");
  const result = found.results.find(({ page }) => page.place === number);
  if (!result) return null;
  const { address } = result.page;
  if (!texts.has(address)) {
    const reading = load(`${address.split("/").map(encodeURIComponent).join("/")}`).then((r) => r.text()).then(sectionsOf);
    texts.set(address, reading);
    reading.catch(() => texts.delete(address));
  }
  const { description, sections } = await texts.get(address);
  const section = sections[bestSection(sections, found.wordsOf)];
  const text = section && section.text ? section.text : description;
  const html = passage(section && !section.anchor && description ? `${description} ${text}` : text, found.wordsOf);
  const own = section && section.anchor
    ? { anchor: section.anchor, heading: marked(section.heading, found.wordsOf(section.heading)) } : null;
  return { page: number, html, section: own };
}

self.addEventListener("message", async ({ data }) => {
  if (!data) return;
  if (data.type === SETUP) {
    const manifest = data.data && data.data.config && data.data.config.kbgen;
    if (manifest) {
      home = manifest.language;
      if (!shelves.has(home)) shelves.set(home, new Shelf(home, manifest));
    }
    self.postMessage({ type: READY });
  } else if (data.type === QUERY) {
    answer(data.data);
  } else if (data.type in ANSWERS) {
    const send = (message) => self.postMessage({ type: data.type, id: data.id, ...message });
    try {
      home ??= data.language;
      send({ ...await ANSWERS[data.type](data, send), done: true });
    } catch {
      send({ failed: true, done: true });
    }
  }
});
