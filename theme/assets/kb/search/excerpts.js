/* Excerpts are taken from the pages themselves: the index holds no texts, and a page that was read for its excerpt is
   already there when the reader opens it. */

import { escape, marked } from "./text.js";

export { marked };

/** About so many characters make an excerpt. */
const LENGTH = 170;

/** A section of an article: `anchor` leads to its heading; the first one has neither.
 * @typedef {{anchor: string, heading: string, text: string}} Section */

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", shy: "" };
const decoded = (html) => html.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
  const code = hex ? parseInt(hex, 16) : decimal ? parseInt(decimal, 10) : -1;
  if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
  return name && name in NAMED ? NAMED[name] : whole;
});

/** HTML → its words, as one line. Blocks end in a space, inline elements do not. */
export const plain = (html) => decoded(html
  .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/gi, " ")
  .replace(/<a class="headerlink"[\s\S]*?<\/a>/g, "")
  .replace(/<\/?(?:p|li|ol|ul|td|th|tr|div|br|h\d|pre|dt|dd|summary|details|label|figure|img|hr|table)\b[^>]*>/gi, " ")
  .replace(/<[^>]*>/g, "")).replace(/\s+/g, " ").trim();

/**
 * A page of the help site → the sections of its article and its description.
 * @param {string} html
 * @returns {{description: string, sections: Section[]}}
 */
export function sectionsOf(html) {
  const found = html.match(/<meta name="description" content="([^"]*)"/);
  const description = found ? decoded(found[1]) : "";
  const start = html.indexOf('<div class="kb-article"');
  const end = html.indexOf('<footer class="kb-meta"', start);
  if (start < 0) return { description, sections: [] };
  const body = html.slice(start, end < 0 ? undefined : end).replace(/<h1\b[\s\S]*?<\/h1>/, "");
  const sections = [{ anchor: "", heading: "", text: "" }];
  let at = 0;
  for (const match of body.matchAll(/<h([2-6])\b[^>]*?\bid="([^"]*)"[^>]*>([\s\S]*?)<\/h\1>/g)) {
    sections.at(-1).text = plain(body.slice(at, match.index));
    at = match.index + match[0].length;
    sections.push({ anchor: decoded(match[2]), heading: plain(match[3]), text: "" });
  }
  sections.at(-1).text = plain(body.slice(at));
  return { description, sections };
}

/**
 * The section that answers best: most of the query's words, the rare ones counting more; earlier ones where it is even.
 * @param {Section[]} sections
 * @param {(text: string) => {start: number, end: number, weight: number, term: number, value: number}[]} wordsOf
 */
export function bestSection(sections, wordsOf) {
  let best = 0, most = -1;
  sections.forEach((section, number) => {
    const terms = new Map();
    for (const { term, value } of wordsOf(section.heading)) raise(terms, term, 1.5 * value);
    let more = 0;
    for (const { term, value } of wordsOf(section.text)) { raise(terms, term, value); more += value; }
    const sum = [...terms.values()].reduce((a, b) => a + b, 0) + 0.05 * Math.log1p(more);
    if (sum > most + 1e-9) { most = sum; best = number; }
  });
  return best;
}

const raise = (values, key, value) => { if (value > (values.get(key) || 0)) values.set(key, value); };

/**
 * The passage of a text that holds most of the query's words, as HTML with marks.
 * @param {string} text
 * @param {(text: string) => {start: number, end: number, weight: number, term: number, value: number}[]} wordsOf
 */
export function passage(text, wordsOf) {
  const words = wordsOf(text).filter((word) => word.value > 0);
  let from = 0, most = -1;
  for (let i = 0; i < words.length; i++) {
    const terms = new Map();
    let sum = 0;
    for (let j = i; j < words.length && words[j].end - words[i].start <= LENGTH - 40; j++) {
      raise(terms, words[j].term, words[j].value);
      sum += 0.1 * words[j].value;
    }
    for (const value of terms.values()) sum += value;
    if (sum > most + 1e-9) { most = sum; from = words[i].start; }
  }
  const start = beginning(text, from);
  const end = ending(text, start + LENGTH);
  const piece = text.slice(start, end);
  const html = marked(piece, words
    .filter((word) => word.start >= start && word.end <= end)
    .map((word) => ({ ...word, start: word.start - start, end: word.end - start })));
  return html && `${start ? "… " : ""}${html}${end < text.length ? escape(" …") : ""}`;
}

/** Back to where the sentence begins, or at least a word. */
function beginning(text, from) {
  if (from < 60) return 0;
  const before = text.slice(from - 60, from);
  const sentence = Math.max(before.lastIndexOf(". "), before.lastIndexOf("? "), before.lastIndexOf("! "));
  if (sentence >= 0) return from - 60 + sentence + 2;
  const word = before.indexOf(" ", 30);
  return word >= 0 ? from - 60 + word + 1 : from;
}

function ending(text, to) {
  if (to >= text.length) return text.length;
  const word = text.lastIndexOf(" ", to);
  return word > to - 40 ? word : to;
}
