/* A query over an index that is loaded as far as the query needs it. The first results come from the words that begin
   like the query's, and from the likeliest of their lemmas; then the rest is loaded, and everything ranked again. */

import { asMeant, expand, queryWords, rank, retyped, tells, tokens } from "./engine.js";

/** So many first results, at most. */
const FIRST = 10;
/** A lemma of this weight is likely enough for them; where a word has none, its best ones are. */
const LIKELY = 0.2, BEST = 8;
/** Of such a lemma the postings are looked for, wherever it is described. */
const SURE = 0.7;
/** A word that is like none of this weight waits for the rest of the vocabulary. */
const ALIKE = 0.27;
/** So many letters at its end a form mostly differs in from others. */
const SPARE = 3;

/**
 * What a query has found. `weak`: no word of it stands in any page, however inflected or misspelt. `meant`: the query
 * with its slips mended, where there are any. `retyped`: the query as it was meant, if it was typed with another keyboard
 * layout on. `completion`: what the word that is being typed may become.
 * `missing`: files that could not be had. `partial`: more is to come. `stems`: beginnings that the words' forms share.
 * @typedef {{query: string, results: {page: object, score: number}[], total: number, weak: boolean, meant: string, retyped: string, completion: string,
 *   missing: number, partial: boolean, stems: string[],
 *   wordsOf: (text: string) => {start: number, end: number, weight: number, term: number, value: number}[]}} Found
 */

/**
 * @param {import("./index.js").Index} index
 * @param {string} query
 * @param {number} limit
 * @param {(found: Found) => unknown} [first] gets the first results, where more files are still to come
 * @returns {Promise<Found>}
 */
export async function search(index, query, limit, first = () => {}) {
  const words = queryWords(query);
  let early = null;
  if (words.length && !index.whole) {
    const [near, expanded] = await nearby(index, words);
    /* Whether other keys were meant is known when all words are. */
    const other = retyped(query, index.language), clear = !other || tells(near, query, other);
    if (clear && expanded.every(found)) early = await likely(near, query, words, expanded, limit);
  } else if (words.length) {
    const reader = await index.reader(), asked = understood(reader, query);
    if (index.has(lemmasOf(asked[2]))) return answer(reader, ...asked, limit, query);
    if (asked[2].every(found)) early = await likely(reader, ...asked, limit, query);
  }
  if (early && early.results.length && !early.missing) await first(early);
  let reader;
  try {
    [reader] = await Promise.all([index.reader(), index.loadEndings()]);
  } catch (error) {
    if (early) return { ...early, missing: early.missing + 1 };
    throw error;
  }
  return answer(reader, ...understood(reader, query), limit, query);
}

/** A query as it was meant, its words, and what these may mean. */
function understood(reader, typed) {
  const query = asMeant(reader, typed), words = queryWords(query);
  return [query, words, words.map((word) => expand(reader, word))];
}

const found = ({ lemmas }) => lemmas.length > 0 && lemmas[0][1] >= ALIKE;

const lemmasOf = (expanded) => expanded.flatMap(({ lemmas }) => lemmas.map(([lemma]) => lemma));

/**
 * What the query's words mean among those that begin like them, read only as far as they have to be: with all but the
 * last letters, in which a form may differ; where that leads to nothing, with the first three.
 */
async function nearby(index, words) {
  const known = ({ sure, slips }) => sure || slips.length > 0;
  /* Of one or two letters, a word is only itself, unless there is none such. */
  const beginnings = words.map((word) => (word.length < 3 ? `${word}\0` : word.slice(0, Math.max(3, word.length - SPARE))));
  const read = async () => {
    const near = await index.reader(beginnings);
    if (words.some((word) => !near.lemmas(word).length)) await index.loadEndings();
    return [near, words.map((word) => expand(near, word))];
  };
  const found = await read();
  if (found[1].every(known)) return found;
  words.forEach((word, place) => { if (word.length > 1 && !known(found[1][place])) beginnings[place] = word.slice(0, 3); });
  return read();
}

/**
 * The results of the likeliest lemmas: they stand near one another, and so do the files that tell of them. What these
 * files tell of other lemmas counts as well.
 */
async function likely(reader, query, words, expanded, limit, typed = query) {
  const { index } = reader;
  const numbers = (lemmas, least) => lemmas.filter(([, weight]) => weight >= least).map(([lemma]) => lemma);
  await index.loadPieces(expanded.flatMap(({ lemmas }) => numbers(lemmas, SURE)));
  const strong = expanded.flatMap(({ lemmas }) => {
    const best = numbers(lemmas, LIKELY);
    return best.length ? best : numbers(lemmas.slice(0, BEST), 0);
  });
  const missing = await index.loadPostings(strong);
  const few = expanded.map(({ lemmas, ...rest }) => ({ ...rest, lemmas: lemmas.filter(([lemma]) => index.has([lemma])) }));
  const made = await answer(reader, query, words, few, Math.min(limit, FIRST), typed);
  return { ...made, missing, partial: true };
}

async function answer(reader, query, words, expanded, limit, typed) {
  const { index } = reader;
  const lemmas = expanded.map((one) => one.lemmas);
  let missing = await index.loadPostings(lemmasOf(expanded));
  const ranked = words.length ? rank(reader, lemmas, limit) : { results: [], total: 0, rarities: [] };
  const { total, rarities } = ranked;
  missing += await index.loadPages(ranked.results.map(({ page }) => page));
  const results = ranked.results.filter(({ page }) => page.title !== undefined);
  const meaning = new Map();           /* lemma → the query's word that it serves best */
  lemmas.forEach((weighted, term) => {
    for (const [lemma, weight] of weighted) {
      const old = meaning.get(lemma);
      if (!old || weight > old.weight) meaning.set(lemma, { term, weight, value: weight * rarities[term] });
    }
  });
  const wordsOf = (text) => {
    const found = [];
    for (const { word, start, end } of tokens(text)) {
      let best = null;
      for (const lemma of reader.lemmas(word)) {
        const one = meaning.get(lemma);
        if (one && (!best || one.weight > best.weight)) best = one;
      }
      if (!best) continue;
      /* What the reader is about to type counts as typed. */
      const typed = word.startsWith(words[best.term]) ? Math.max(best.weight, 0.5) : best.weight;
      found.push({ start, end, term: best.term, weight: typed, value: typed * rarities[best.term] });
    }
    return found;
  };
  return {
    query, results, total, missing, wordsOf, partial: false,
    weak: words.length > 0 && !expanded.some(({ sure, slips }) => sure || slips.length > 0),
    meant: meant(reader, query, expanded, words),
    retyped: query === typed ? "" : query,
    completion: completion(reader, query, words),
    stems: words.map((word, term) => stem(reader, word, lemmas[term])).filter((one) => one.length > 1),
  };
}

/** In how many pages a lemma stands, as far as that is known. */
const spread = (reader, lemmas) => Math.max(0, ...lemmas.map((lemma) =>
  reader.postings(lemma).reduce((sum, { places }) => sum + places.length, 0)));

/** The query with each word that no page has replaced by the likeliest that it is a slip of; "" where there is none. */
function meant(reader, query, expanded, words) {
  const mended = new Map();
  expanded.forEach(({ slips, sure }, place) => {
    if (sure || !slips.length) return;
    const [best] = slips.map(([word, lemmas, count]) => ({ word, count, pages: spread(reader, lemmas) }))
      .sort((a, b) => a.count - b.count || b.pages - a.pages || (a.word < b.word ? -1 : 1));
    mended.set(words[place], best.word);
  });
  if (!mended.size) return "";
  let made = "", done = 0;
  for (const { word, start, end } of tokens(query)) {
    if (start < done || !mended.has(word)) continue;
    made += query.slice(done, start) + mended.get(word);
    done = end;
  }
  return made + query.slice(done);
}

/** The word that most pages have among those that begin with the query's last word. */
function completion(reader, query, words) {
  const last = words.at(-1);
  if (!last || last.length < 3 || !query.toLowerCase().endsWith(last)) return "";
  let best = "", most = 0;
  for (const [word, lemmas] of reader.starting(last)) {
    const pages = spread(reader, lemmas);
    if (pages > most) { most = pages; best = word; }
  }
  return best;
}

/** The beginning that the forms of a word share, for marking it on the page that is opened. */
function stem(reader, word, weighted) {
  const sure = new Set(weighted.filter(([, weight]) => weight >= 0.7).map(([lemma]) => lemma));
  let shared = word;
  for (const [other, lemmas] of reader.starting(word.slice(0, 3))) {
    if (!lemmas.some((lemma) => sure.has(lemma))) continue;
    let length = 0;
    while (length < shared.length && shared[length] === other[length]) length++;
    if (length >= Math.min(4, word.length)) shared = shared.slice(0, length);
  }
  return shared;
}
