/* A query over an index that is loaded as far as the query needs it: first what stands near its words, then, for words
   that are not quite like any, the rest of the vocabulary. */

import { expand, queryWords, rank, tokens } from "./engine.js";

/**
 * What a query has found. `weak`: no word of it stands in any page, however inflected or misspelt. `meant`: the query
 * with its slips mended, where there are any. `completion`: what the word that is being typed may become.
 * `missing`: files that could not be had. `stems`: beginnings that the words' forms share.
 * @typedef {{query: string, results: {page: object, score: number}[], total: number, weak: boolean, meant: string, completion: string,
 *   missing: number, partial: boolean, stems: string[],
 *   wordsOf: (text: string) => {start: number, end: number, weight: number, term: number, value: number}[]}} Found
 */

/**
 * @param {import("./index.js").Index} index
 * @param {string} query
 * @param {number} limit
 * @param {(found: Found) => void} [first] gets the results of the words alone, where more files are still to come
 * @returns {Promise<Found>}
 */
export async function search(index, query, limit, first = () => {}) {
  const words = queryWords(query);
  let early = null;
  if (words.length && index.pieces.some((piece) => !piece.words)) {
    const near = await index.reader(words.map((word) => word.slice(0, 3)));
    const expanded = words.map((word) => nearest(near, expand(near, word)));
    if (expanded.every(({ lemmas, sure }) => sure && lemmas.length)) {
      early = await answer(near, query, words, expanded, limit);
      early.partial = true;
      first(early);
    }
  }
  let reader;
  try {
    reader = await index.reader();
  } catch (error) {
    if (early) return { ...early, missing: early.missing + 1 };
    throw error;
  }
  return answer(reader, query, words, words.map((word) => expand(reader, word)), limit);
}

/** The likeliest lemmas alone: they stand near one another, and so do the files that tell of them. */
function nearest(reader, { lemmas, ...rest }) {
  const known = lemmas.filter(([lemma]) => reader.knows(lemma));
  const strong = known.filter(([, weight]) => weight >= 0.7);
  return { ...rest, lemmas: strong.length ? strong : known.slice(0, 3) };
}

async function answer(reader, query, words, expanded, limit) {
  const lemmas = expanded.map((one) => one.lemmas);
  const missing = await reader.index.loadPostings(new Set(lemmas.flat().map(([lemma]) => lemma)));
  const { results, total, rarities } = words.length ? rank(reader, lemmas, limit) : { results: [], total: 0, rarities: [] };
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
