/* An index as a browser loads it: the head first, then the parts that a query needs. How the files are laid out is told
   in kbgen/search/encode.py, letters.py and gaps.py. */

import { trigrams } from "./engine.js";

const FORMAT = 2;
const USUAL = "0123456789abcdefghijklmnopqrstuvwxyz-._:@/äõöüåšžабвгдежзийклмнопрстуфхцчшщъыьэюя";
const FIRST = 65, OTHER = 255, STRENGTH = 63;

/** A page of the site; `place` is that of its address among all. Of pages that were found, title and address are loaded.
 * @typedef {{place: number, folder: number, category: string, titleWeight: number, title?: string, address?: string}} Page */

/** The content of a packed file. Throws where it is cut off, or some other file. */
async function unpack(buffer) {
  const stream = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Whole numbers, seven bits a byte, the lowest first. */
function numbers(bytes) {
  const found = [];
  let value = 0, factor = 1;
  for (const byte of bytes) {
    value += (byte & 127) * factor;
    if (byte < 128) { found.push(value); value = 0; factor = 1; } else factor *= 128;
  }
  return found;
}

/** Columns, each behind its length. */
function cut(bytes) {
  const found = [];
  let at = 0;
  while (at < bytes.length) {
    let length = 0, factor = 1, byte;
    do { byte = bytes[at++]; length += (byte & 127) * factor; factor *= 128; } while (byte > 127);
    if (!(at + length <= bytes.length)) throw new Error("damaged");
    found.push(bytes.subarray(at, at + length));
    at += length;
  }
  return found;
}

const text = (bytes) => new TextDecoder().decode(bytes);

/** Where runs of these lengths start. */
const starts = (lengths) => { let sum = 0; return lengths.map((length) => (sum += length) - length); };

/** The last place where a sorted list has no more than `wanted`; 0 where there is none. */
function upTo(list, wanted) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= wanted) low = middle + 1; else high = middle;
  }
  return Math.max(0, low - 1);
}

/**
 * Open the index that a manifest names.
 * @param {{head: string, parts: string}} manifest where the head is, and the folder of the parts
 * @param {(path: string) => Promise<ArrayBuffer>} read
 */
export async function openIndex(manifest, read) {
  const [first, ...columns] = cut(await unpack(await read(manifest.head)));
  const facts = JSON.parse(text(first));
  if (facts.format !== FORMAT) throw new Error("another format");
  const names = [...columns[8]].map((byte) => byte.toString(16).padStart(2, "0")).join("").match(/.{8}/g) || [];
  const inside = columns.slice(9);
  const part = async (number) => (number < inside.length ? inside[number]
    : unpack(await read(`${manifest.parts}${names[number - inside.length]}.bin`)));
  return new Index(facts, columns.slice(0, 8).map(numbers), part);
}

export class Index {
  constructor(facts, [blocks, folders, categories, weights, usual, lists, lemmas, runs], read) {
    this.language = facts.language;
    this.read = read;                  /* number of a part → its content */
    /** @type {Page[]} */
    this.pages = folders.map((folder, place) => ({
      place, folder, category: facts.categories[categories[place]], titleWeight: weights[place],
    }));
    this.usual = usual;
    this.folderSizes = [];
    for (const folder of folders) this.folderSizes[folder] = (this.folderSizes[folder] || 0) + 1;
    /* The pages of each block. */
    this.blocks = Array.from({ length: facts.blocks }, () => []);
    blocks.forEach((block, place) => this.blocks[block].push(place));
    this.synonyms = facts.synonyms;
    this.masks = new Uint16Array(facts.lemmas);
    this.lists = starts(lists);
    this.endings = null;
    this.words = facts.words;
    let seen = 0;
    this.firsts = lemmas.map((more) => (seen += more));
    this.pieces = this.firsts.map((first) => new Piece(first));
    this.runs = starts(runs);
    this.runs.push(facts.lemmas);
    /* The numbers of the first parts of each kind. */
    this.endingsAt = lists.length;
    this.piecesAt = lists.length + 1;
    this.shardsAt = this.piecesAt + this.pieces.length;
    this.postings = new Map();         /* lemma → by block {places, marks} */
    this.loading = new Map();          /* number of a part → its promise */
  }

  /** Load a part once; a failure is forgotten, so that it is tried again with the next query. */
  once(number, use) {
    if (!this.loading.has(number)) {
      const loaded = this.read(number).then(use);
      loaded.catch(() => this.loading.delete(number));
      this.loading.set(number, loaded);
    }
    return this.loading.get(number);
  }

  addPages(start, bytes) {
    const [titles, rests, shared] = cut(bytes);
    const length = numbers(shared), titled = JSON.parse(text(titles));
    let address = "";
    JSON.parse(text(rests)).forEach((rest, i) => {
      address = address.slice(0, length[i]) + rest;
      Object.assign(this.pages[start + i], { title: titled[i], address });
    });
  }

  addShard(run, block, bytes) {
    const [counts, bits, marks] = cut(bytes);
    const pages = this.blocks[block];
    let lemma = this.runs[run], at = 0, bit = 0;
    const next = () => bits[bit >> 3] >> (7 - (bit++ & 7)) & 1;
    for (const oneLess of numbers(counts)) {
      const count = oneLess + 1;
      const low = 31 - Math.clz32(Math.max(1, Math.floor(pages.length * 11 / (16 * count))));
      while (lemma < this.masks.length && !(this.masks[lemma] >> block & 1)) lemma++;
      const places = new Uint16Array(count), own = new Uint8Array(count);
      let place = -1;
      for (let i = 0; i < count; i++) {
        let gap = 0;
        while (next()) gap++;
        for (let n = 0; n < low; n++) gap = gap * 2 + next();
        place += gap + 1;
        const page = places[i] = pages[place], mark = marks[at++];
        own[i] = mark & ~STRENGTH | mark + this.usual[page] & STRENGTH;
      }
      if (!this.postings.has(lemma)) this.postings.set(lemma, []);
      this.postings.get(lemma).push({ places, marks: own });
      lemma++;
    }
  }

  /** Load titles and addresses of pages. Returns how many files could not be had. */
  async loadPages(pages) {
    const lists = new Set(pages.filter(({ title }) => title === undefined).map(({ place }) => upTo(this.lists, place)));
    return failures([...lists].map((list) => this.once(list, (bytes) => this.addPages(this.lists[list], bytes))));
  }

  async loadEndings() {
    await this.once(this.endingsAt, (bytes) => { this.endings = pairs(...JSON.parse(text(cut(bytes)[0]))); });
  }

  /** Whether all words are there. */
  get whole() { return this.endings && this.pieces.every(({ words }) => words); }

  /**
   * A reader of the words that begin as these do, or of all words. Throws where a piece cannot be had.
   * @param {string[] | null} beginnings
   */
  async reader(beginnings = null) {
    const wanted = new Set(beginnings ? [] : this.pieces.keys());
    for (const word of beginnings || []) {
      const first = upTo(this.words, word);
      wanted.add(first);
      for (let i = first + 1; i < this.words.length && this.words[i].startsWith(word); i++) wanted.add(i);
    }
    await this.fill(wanted);
    return new Reader(this, this.pieces.filter((_, place) => wanted.has(place)));
  }

  /** Load pieces. Throws where one cannot be had. */
  async fill(places) {
    await Promise.all([...places].map((place) => this.pieces[place] && !this.pieces[place].words &&
      this.once(this.piecesAt + place, (bytes) => this.pieces[place].fill(bytes, this.masks))));
  }

  /** The shards that hold the postings of lemmas: number of the part → run and block. */
  shardsOf(lemmas) {
    const parts = new Map();
    for (const lemma of lemmas) {
      const run = upTo(this.runs, lemma);
      this.blocks.forEach((_, block) => {
        if (this.masks[lemma] >> block & 1) parts.set(this.shardsAt + run * this.blocks.length + block, [run, block]);
      });
    }
    return parts;
  }

  /** Load the pieces that tell where lemmas stand. */
  loadPieces(lemmas) { return this.fill(new Set(lemmas.map((lemma) => upTo(this.firsts, lemma)))); }

  /** Whether the postings of lemmas are there, or on their way. */
  has(lemmas) {
    return lemmas.every((lemma) => this.pieces[upTo(this.firsts, lemma)].words)
      && [...this.shardsOf(lemmas).keys()].every((number) => this.loading.has(number));
  }

  /** Load the postings of lemmas. Returns how many files could not be had. */
  async loadPostings(lemmas) {
    return failures([...this.shardsOf(lemmas)].map(([number, [run, block]]) =>
      this.once(number, (bytes) => this.addShard(run, block, bytes))));
  }
}

async function failures(promises) {
  const done = await Promise.allSettled(promises);
  return done.filter(({ status }) => status === "rejected").length;
}

/** Endings that stand for one another, and those that do so one way only. */
function pairs(mutual, others) {
  const found = new Map();
  const put = (x, y) => (found.has(x) ? found.get(x).add(y) : found.set(x, new Set([y])));
  for (const [x, ys] of Object.entries(mutual)) for (const y of ys.split(" ")) { put(x, y); put(y, x); }
  for (const [x, ys] of Object.entries(others)) for (const y of ys.split(" ")) put(x, y);
  return found;
}

/** A run of the sorted words, and the lemmas that they are the first to need. */
class Piece {
  constructor(start) {
    Object.assign(this, { start, words: null, lemmas: null, grams: null });
  }

  fill(bytes, masks) {
    const [own, packed, codes, blocks] = cut(bytes);
    const letters = USUAL + text(own), code = numbers(codes);
    const words = [], lemmas = [];
    let seen = this.start, at = 0, word = "", i = 0;
    while (i < packed.length) {
      word = word.slice(0, word.length - packed[i++]);
      for (; packed[i] >= FIRST; i++) {
        if (packed[i] < OTHER) word += letters[packed[i] - FIRST];
        else word += String.fromCodePoint(packed[++i] << 16 | packed[++i] << 8 | packed[++i]);
      }
      const ids = [];
      let value;
      do {
        value = code[at++];
        const lemma = seen - (value >> 1);
        ids.push(lemma);
        if (lemma >= seen) seen = lemma + 1;
      } while (value & 1);
      words.push(word);
      lemmas.push(ids);
    }
    numbers(blocks).forEach((mask, place) => { masks[this.start + place] = mask; });
    Object.assign(this, { words, lemmas });
  }

  /** The first place of a word that is not before this one. */
  place(word) {
    let low = 0, high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < word) low = middle + 1; else high = middle;
    }
    return low;
  }

  /** Which words hold which trigrams. */
  prepare() {
    this.grams = new Map();
    this.gramCounts = new Uint8Array(this.words.length);
    this.words.forEach((word, place) => {
      const own = trigrams(word);
      this.gramCounts[place] = own.size;
      for (const gram of own) {
        const list = this.grams.get(gram);
        if (list) list.push(place); else this.grams.set(gram, [place]);
      }
    });
  }
}

/** What ranking asks of an index (kbgen/search/reader.py), over the words that have been loaded. */
export class Reader {
  constructor(index, pieces) {
    this.index = index;
    this.pieces = pieces;
  }

  get pageCount() { return this.index.pages.length; }
  get endings() { return this.index.endings || new Map(); }

  lemmas(word) {
    const piece = this.index.pieces[upTo(this.index.words, word)];
    if (!piece || !piece.words) return [];
    const place = piece.place(word);
    return piece.words[place] === word ? piece.lemmas[place] : [];
  }

  * starting(beginning) {
    for (const piece of this.pieces) {
      const { words, lemmas } = piece;
      let i = piece.place(beginning);
      for (; i < words.length && words[i].startsWith(beginning); i++) yield [words[i], lemmas[i]];
      if (i < words.length) return;
    }
  }

  /** Every word that shares trigrams with this one, with Dice's coefficient of the two sets, from `least` on. */
  * alike(word, least) {
    const own = trigrams(word);
    for (const piece of this.pieces) {
      if (!piece.grams) piece.prepare();
      const { words, lemmas, grams, gramCounts } = piece;
      const shared = new Uint8Array(words.length);
      for (const gram of own) {
        const list = grams.get(gram);
        if (list) for (let i = 0; i < list.length; i++) shared[list[i]]++;
      }
      for (let place = 0; place < shared.length; place++) {
        if (!shared[place]) continue;
        const dice = 2 * shared[place] / (own.size + gramCounts[place]);
        if (dice >= least) yield [words[place], lemmas[place], dice];
      }
    }
  }

  synonyms(lemma) { return this.index.synonyms[lemma] || []; }
  postings(lemma) { return this.index.postings.get(lemma) || []; }
}
