/* Words, expansion and ranking, line by line as kbgen/search/analysis/tokens.py, expand.py and rank.py have them; the
   docstrings there say why. Both answer the golden queries alike (tests/search). */

/* ---- words ---------------------------------------------------------------------------------------------------------- */

const LONGEST_WORD = 64;
const SILENT = "\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff";
const LETTER = "(?![\\u{10000}-\\u{10ffff}])[\\p{L}\\p{N}]";
const PIECE = `${LETTER}(?:${LETTER}|[${SILENT}\\u0300-\\u036f])*`;
const CHAIN = new RegExp(`${PIECE}(?:[._:@/\\-]+${PIECE})*`, "gu");
const WORD = new RegExp(PIECE, "gu");
const IGNORED = new RegExp(`[${SILENT}]`, "gu");

/** A piece of text as words are compared. */
export const normal = (piece) => piece.replace(IGNORED, "").toLowerCase().normalize("NFC").replaceAll("ё", "е");

const A = "[\\p{L}\\p{N}]";
const SHORT_FIRST = /^[\p{L}\p{Nl}\p{No}]{1,2}-[\p{L}\p{Nl}\p{No}]{3,}$/u;
const CODES = [
  `${A}+(?:[._\\-]${A}+)*@${A}+(?:[.\\-]${A}+)+`,
  `${A}+(?:[\\-_]${A}+)*(?:\\.${A}+(?:[\\-_]${A}+)*)+`,
  `${A}+(?:_${A}+)+`,
  "[0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){2,7}",
  "[\\p{L}\\p{Nl}\\p{No}]+-\\p{Nd}+",
];
const CODE = new RegExp(`^(?:${CODES.join("|")})$`, "u");

/** What a chain of joined words is as one word; an empty string where it is only words side by side. */
function technical(chain) {
  if (chain.length > LONGEST_WORD) return "";
  if (SHORT_FIRST.test(chain)) return chain.replaceAll("-", "");
  return CODE.test(chain) ? chain : "";
}

/**
 * Every word of a text in its order; a technical word comes before its parts.
 * @returns {{word: string, start: number, end: number, whole: boolean}[]}
 */
export function tokens(text) {
  const found = [];
  for (const chain of text.matchAll(CHAIN)) {
    const pieces = [];
    for (const match of chain[0].matchAll(WORD)) {
      const word = normal(match[0]);
      const start = chain.index + match.index;
      if (word.length > 0 && word.length <= LONGEST_WORD) pieces.push({ word, start, end: start + match[0].length, whole: false });
    }
    const whole = pieces.length > 1 ? technical(normal(chain[0])) : "";
    if (whole) found.push({ word: whole, start: chain.index, end: chain.index + chain[0].length, whole: true });
    found.push(...pieces);
  }
  return found;
}

/** The runs of three letters in ^word$. */
export function trigrams(word) {
  const framed = `^${word}$`, found = new Set();
  if (word) for (let i = 0; i + 3 <= framed.length; i++) found.add(framed.slice(i, i + 3));
  return found;
}

const ROWS = [0, 1, 2].map(() => new Uint8Array(LONGEST_WORD + 1));
/** Letters to insert, delete, replace or swap with a neighbour; more than `most` is told as `most + 1`. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, row, next] = ROWS;
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1), last = a.charCodeAt(i - 2);
    let least = next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      let value = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && last === other && letter === b.charCodeAt(j - 2)) value = Math.min(value, before[j - 2] + 1);
      next[j] = value;
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return Math.min(row[b.length], most + 1);
}

/* ---- expansion ------------------------------------------------------------------------------------------------------ */

const ENDING = 0.85, SPLIT = 0.4, PREFIX = 0.6, SLIP = 0.9, TWO_SLIPS = 0.2;
const ALIKE = 0.6, ALIKE_FROM = 0.35, KNOWN = 0.4, MOST = 20;
const LONGEST_ENDING = 7, SHORTEST_STEM = 3;

/** @typedef {[lemma: number, weight: number][]} Weighted  the heaviest first */

/**
 * The lemmas that a word may mean; `sure` where they are more than a likeness.
 * @returns {{lemmas: Weighted, sure: boolean, slips: [string, number[], number][]}}
 */
export function expand(reader, word) {
  const found = new Map(), slips = [];
  const put = (lemmas, weight) => {
    for (const lemma of lemmas) if (weight > (found.get(lemma) || 0)) found.set(lemma, weight);
  };
  const known = reader.lemmas(word);
  put(known, 1);
  if (!known.length) {
    put(byEndings(reader, word), ENDING);
    put(bySplitting(reader, word), SPLIT);
  }
  const damp = found.size ? KNOWN : 1;
  let sure = found.size > 0;
  for (const [lemma, weight] of [...found]) {
    if (weight >= ENDING) for (const [other, percent] of reader.synonyms(lemma)) put([other], weight * percent / 100);
  }
  if (word.length >= 3 || (word.length === 2 && !found.size)) {
    for (const [other, lemmas] of reader.starting(word)) {
      sure = true;
      put(lemmas, PREFIX * word.length / other.length);
    }
  }
  if (word.length >= 4) {
    const most = word.length >= 8 ? 2 : 1;
    for (const [other, lemmas, dice] of reader.alike(word, 0.2)) {
      if (dice >= ALIKE_FROM) put(lemmas, ALIKE * damp * dice);
      if (Math.abs(word.length - other.length) <= most) {
        const count = distance(word, other, most);
        if (count === 1) put(lemmas, SLIP * damp);
        else if (count === 2) put(lemmas, TWO_SLIPS * damp);
        if (count <= most && !sure) slips.push([other, lemmas, count]);
      }
    }
  }
  const lemmas = [...found].sort(([a, x], [b, y]) => y - x || a - b).slice(0, MOST);
  return { lemmas, sure, slips };
}

function byEndings(reader, word) {
  for (let length = word.length; length >= SHORTEST_STEM; length--) {
    const others = word.length - length <= LONGEST_ENDING ? reader.endings.get(word.slice(length)) : undefined;
    if (!others) continue;
    const found = new Set();
    for (const [other, lemmas] of reader.starting(word.slice(0, length))) {
      if (others.has(other.slice(length))) lemmas.forEach((lemma) => found.add(lemma));
    }
    if (found.size) return found;
  }
  return [];
}

function bySplitting(reader, word) {
  for (let length = 3; length < word.length - 3; length++) {
    const first = reader.lemmas(word.slice(0, length));
    const second = first.length ? reader.lemmas(word.slice(length)) : [];
    if (second.length) return [...first, ...second];
  }
  return [];
}

/* ---- the words of a query, as they were meant (query.py, layouts.py) ------------------------------------------------- */

const MOST_WORDS = 24, MOST_LETTERS = 1000;
const looked = (query) => [...query.slice(0, 2 * MOST_LETTERS)].slice(0, MOST_LETTERS).join("");

/** The different words of a query, in the order of coming. */
export function queryWords(query) {
  return [...new Set(tokens(looked(query)).map(({ word }) => word))].slice(0, MOST_WORDS);
}

/* \x60 is the grave: a lone one would look like the beginning of a text over several lines (publish/scripts.py). */
const KEYS = {
  ru: "ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,",
  en: "\x60qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?",
  et: "ˇqwertyuiopüõasdfghjklöäzxcvbnm,.-~QWERTYUIOPÜÕASDFGHJKLÖÄZXCVBNM;:_",
  fi: "§qwertyuiopå¨asdfghjklöäzxcvbnm,.-½QWERTYUIOPÅ^ASDFGHJKLÖÄZXCVBNM;:_",
};
const TELLING = 4, SHORT = 3;
const LATIN = /^[ -~äåõöüÄÅÕÖÜ]*$/, LATIN_LETTER = /[A-Za-zäåõöüÄÅÕÖÜ]/;
const CYRILLIC = /^[ -@[-\x60{-~А-яЁё№]*$/, CYRILLIC_LETTER = /[А-яЁё]/;

/** What the same keys give with the layout of a language; "" where that is unknown, or the query not of the other script. */
export function retyped(query, language) {
  const [code] = language.split("-"), own = Object.hasOwn(KEYS, code) && KEYS[code];
  const [all, letter] = code === "ru" ? [LATIN, LATIN_LETTER] : [CYRILLIC, CYRILLIC_LETTER];
  if (!own || !all.test(query) || !letter.test(query)) return "";
  const { ru, en, et, fi } = KEYS;
  const key = code !== "ru" ? (sign) => ru.indexOf(sign)
    : (sign) => (en.includes(sign) || !LATIN_LETTER.test(sign) ? en : et.includes(sign) ? et : fi).indexOf(sign);
  return query.replace(/[^]/gu, (sign) => own[key(sign)] ?? sign);
}

/** A query as it was meant: itself, or as another layout gives it. */
export function asMeant(reader, query) {
  const other = retyped(looked(query), reader.index.language);
  if (!other || tells(reader, query, other)) return query;
  let letters = 0, sum = 0, telling = false;
  for (const word of queryWords(other)) {
    sum += word.length;
    if (!known(reader, word)) continue;
    letters += word.length;
    telling ||= word.length >= TELLING || (word.length >= SHORT && reader.lemmas(word).length > 0);
  }
  return telling && 3 * letters >= sum ? other : query;
}

/** Whether a word of a query shows that it is meant as it stands. */
export function tells(reader, query, other) {
  const others = queryWords(other);
  return queryWords(query).some((word) => (word.length < SHORT
    ? word.length > 1 && others.includes(retyped(word, reader.index.language)) && known(reader, word)
    : known(reader, word) || (word.length >= TELLING && slipped(reader, word))));
}

function known(reader, word) {
  return reader.lemmas(word).length > 0 || (word.length >= SHORT && !reader.starting(word).next().done)
    || [...byEndings(reader, word)].length > 0 || bySplitting(reader, word).length > 0;
}

function slipped(reader, word) {
  for (const [other] of reader.alike(word, 0.2)) if (distance(word, other, 1) === 1) return true;
  return false;
}

/* ---- ranking -------------------------------------------------------------------------------------------------------- */

const K = 4.5, RARITY = 0.7, COORDINATION = 0.6, TITLE = 0.5, FOLDER = 0.2, UNKNOWN = 5, LACKING = 0.7, TRANSLATED = 0.8;
const STEPS = 6, TITLED = 128, IMPLIED = 64;
const FREQUENCY = Float64Array.from({ length: IMPLIED }, (_, q) => (2 ** (q / STEPS) - 1) / 4);

const rounded = (score) => Math.round(score * 1e6) / 1e6;

/**
 * The pages that answer words of which the lemmas are known and the postings loaded.
 * @param {Weighted[]} expanded
 * @returns {{results: {page: object, score: number}[], total: number, rarities: number[]}}
 */
export function rank(reader, expanded, limit) {
  const { pages, folderSizes } = reader.index;
  const count = pages.length;
  const score = new Float64Array(count), hit = new Float64Array(count), titled = new Float64Array(count);
  const titledItself = new Float64Array(count);
  const rarities = [];
  const folders = new Map();
  let norm = 0;
  for (const lemmas of expanded) {
    if (!lemmas.length) {
      norm += UNKNOWN;
      rarities.push(UNKNOWN);
      continue;
    }
    const frequency = new Float64Array(count), own = new Float64Array(count), inTitle = new Float64Array(count);
    const inOwnTitle = new Float64Array(count);
    for (const [lemma, weight] of lemmas) {
      for (const { places, marks } of reader.postings(lemma)) {
        for (let i = 0; i < places.length; i++) {
          const place = places[i], mark = marks[i], kind = mark & (TITLED | IMPLIED);
          frequency[place] += weight * FREQUENCY[mark % IMPLIED];
          own[place] = Math.max(own[place], kind === IMPLIED ? weight * LACKING : weight);
          if (kind === TITLED) inOwnTitle[place] = Math.max(inOwnTitle[place], weight);
          if (kind >= TITLED) inTitle[place] = Math.max(inTitle[place], kind === TITLED ? weight : weight * TRANSLATED);
        }
      }
    }
    /* Of words that only synonyms have, no page has the heaviest lemma. */
    const top = own.reduce((a, b) => Math.max(a, b), 0);
    if (!top) {
      norm += UNKNOWN;
      rarities.push(UNKNOWN);
      continue;
    }
    let near = 0;
    for (let place = 0; place < count; place++) if (own[place] >= 0.75 * top) near++;
    const rarity = Math.log(1 + (count - near + 0.5) / (near + 0.5)) * Math.sqrt(top);
    norm += rarity;
    rarities.push(rarity);
    const sums = new Map();
    for (let place = 0; place < count; place++) {
      if (!own[place]) continue;
      const share = frequency[place] / (K + frequency[place]), { folder } = pages[place];
      sums.set(folder, (sums.get(folder) || 0) + share);
      score[place] += rarity ** RARITY * (K + 1) * share;
      hit[place] += own[place];
      titled[place] += rarity * inTitle[place];
      titledItself[place] += rarity * inOwnTitle[place];
    }
    let most = 0;
    for (const [folder, sum] of sums) most = Math.max(most, sum / (2 + folderSizes[folder]));
    for (const [folder, sum] of sums) {
      folders.set(folder, (folders.get(folder) || 0) + rarity * sum / (2 + folderSizes[folder]) / most);
    }
  }
  const results = [];
  for (let place = 0; place < count; place++) {
    if (!hit[place]) continue;
    const both = norm + pages[place].titleWeight / 10;
    const dice = Math.min(1, 2 * titled[place] / both), itself = Math.min(1, 2 * titledItself[place] / both);
    const context = TITLE * (dice + itself ** 4) + FOLDER * folders.get(pages[place].folder) / norm;
    const whole = score[place] * (hit[place] / expanded.length) ** COORDINATION * (1 + context);
    results.push({ page: pages[place], score: rounded(whole) });
  }
  results.sort((a, b) => b.score - a.score || a.page.place - b.page.place);
  return { results: results.slice(0, limit), total: results.length, rarities };
}
