/* Text and marks. Everything that comes from pages and from readers is text; only what is made here is markup. */

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** Text → HTML that shows it. */
export const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

/**
 * Text → HTML with the words marked that `matches` gives a weight of at least `least`.
 * @param {string} text
 * @param {Iterable<{start: number, end: number, weight: number}>} words the text's words with their weights
 */
export function marked(text, words, least = 0.3) {
  let html = "", done = 0;
  for (const { start, end, weight } of words) {
    if (weight < least || start < done) continue;
    html += `${escape(text.slice(done, start))}<mark>${escape(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escape(text.slice(done));
}
