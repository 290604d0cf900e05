/* An index as a browser loads it: the head first, then the pieces of the vocabulary and the shards of postings that a
   query needs. How the files are laid out is told in kbgen/search/encode.py. */

import { trigrams } from "./engine.js";

const FORMAT = 1;

/** A page of the site. `place` counts the pages as the head lists them; `number` is the one that breaks ties.
 * @typedef {{place: number, number: number, address: string, title: string, category: string, titleWeight: number}} Page */

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

/**
 * Open the index that a manifest names.
 * @param {{head: string, parts: string}} manifest where the head is, and the folder of the parts
 * @param {(path: string) => Promise<ArrayBuffer>} read
 */
export async function openIndex(manifest, read) {
  const [own, pieces, shards] = cut(await unpack(await read(manifest.head)));
  const columns = cut(own);
  const facts = JSON.parse(text(columns[0]));
  if (facts.format !== FORMAT) throw new Error("another format");
  const part = async (name) => unpack(await read(`${manifest.parts}${name}.bin`));
  return new Index(facts, columns.slice(1).map(numbers), cut(pieces), cut(shards), part);
}

export class Index {
  constructor(facts, [sizes, numbers, categories, weights], pieces, shards, read) {
    this.language = facts.language;
    this.read = read;
    /** @type {Page[]} */
    this.pages = numbers.map((number, place) => ({
      place, number, address: facts.addresses[place], title: facts.titles[place],
      category: facts.categories[categories[place]], titleWeight: weights[place],
    }));
    let start = 0;
    this.blocks = sizes.map((size) => (start += size) - size);
    this.endings = pairs(facts.endings, facts.otherEndings);
    this.synonyms = facts.synonyms;
    this.lemmaCount = facts.lemmas;
    this.masks = new Uint16Array(facts.lemmas);
    this.pieces = facts.pieces.map(([name, first, lemma], place) => ({ name, first, lemma, words: null, place }));
    this.runs = facts.shards.map(([lemma, ...names], place) => ({
      start: lemma, end: place + 1 < facts.shards.length ? facts.shards[place + 1][0] : facts.lemmas, names,
    }));
    this.postings = new Map();         /* lemma → by block {places, marks} */
    this.loading = new Map();          /* name of a part → its promise */
    this.readers = new Map();
    pieces.forEach((piece, place) => this.addPiece(this.pieces[place], piece));
    if (shards.length) {
      this.runs[0].names = [""];
      this.addShard(this.runs[0], 0, shards[0]);
      this.loading.set("", Promise.resolve());
    }
  }

  addPiece(piece, bytes) {
    const [lengths, rests, codes, masks] = cut(bytes);
    const code = numbers(codes);
    const words = [], lemmas = [];
    let seen = piece.lemma, at = 0, word = "";
    if (lengths.length) {
      text(rests).split("\n").forEach((rest, place) => {
        word = word.slice(0, lengths[place]) + rest;
        const own = [];
        let value;
        do {
          value = code[at++];
          const lemma = seen - (value >> 1);
          own.push(lemma);
          if (lemma >= seen) seen = lemma + 1;
        } while (value & 1);
        words.push(word);
        lemmas.push(own);
      });
    }
    numbers(masks).forEach((mask, place) => { this.masks[piece.lemma + place] = mask; });
    Object.assign(piece, { words, lemmas });
  }

  addShard(run, block, bytes) {
    const [counts, distances, marks] = cut(bytes);
    const count = numbers(counts), distance = numbers(distances), start = this.blocks[block];
    let lemma = run.start, at = 0;
    for (const oneLess of count) {
      while (lemma < run.end && !(this.masks[lemma] >> block & 1)) lemma++;
      const places = new Uint16Array(oneLess + 1);
      let place = start;
      for (let i = 0; i <= oneLess; i++) places[i] = place += distance[at + i];
      if (!this.postings.has(lemma)) this.postings.set(lemma, []);
      this.postings.get(lemma).push({ places, marks: marks.subarray(at, at + oneLess + 1) });
      at += oneLess + 1;
      lemma++;
    }
  }

  /** Load a part once; a failure is forgotten, so that it is tried again with the next query. */
  once(name, use) {
    if (!this.loading.has(name)) {
      const loaded = this.read(name).then(use);
      loaded.catch(() => this.loading.delete(name));
      this.loading.set(name, loaded);
    }
    return this.loading.get(name);
  }

  /** The piece in which a word stands if it stands anywhere. */
  pieceOf(word) {
    let low = 0, high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pieces[middle].first <= word) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /**
   * A reader of the words that begin as these do, or of all words. Throws where a piece cannot be had.
   * @param {string[] | null} beginnings
   */
  async reader(beginnings = null) {
    const wanted = new Set();
    for (const word of beginnings || []) {
      for (let i = this.pieceOf(word); i < this.pieces.length; i++) {
        if (i > this.pieceOf(word) && !this.pieces[i].first.startsWith(word)) break;
        wanted.add(i);
      }
    }
    const pieces = this.pieces.filter((piece) => !beginnings || wanted.has(piece.place));
    await Promise.all(pieces.filter((piece) => !piece.words)
      .map((piece) => this.once(piece.name, (bytes) => this.addPiece(piece, bytes))));
    const key = pieces.length === this.pieces.length ? "all" : pieces.map(({ place }) => place).join();
    if (!this.readers.has(key)) this.readers.set(key, new Reader(this, pieces));
    return this.readers.get(key);
  }

  /** Load the postings of lemmas. Returns how many files could not be had. */
  async loadPostings(lemmas) {
    const parts = new Map();
    for (const lemma of lemmas) {
      const run = this.runs.find(({ start, end }) => lemma >= start && lemma < end);
      this.blocks.forEach((_, block) => {
        if (run && this.masks[lemma] >> block & 1) parts.set(run.names[block], [run, block]);
      });
    }
    const done = await Promise.allSettled([...parts]
      .map(([name, [run, block]]) => this.once(name, (bytes) => this.addShard(run, block, bytes))));
    return done.filter(({ status }) => status === "rejected").length;
  }
}

/** Endings that stand for one another, and those that do so one way only. */
function pairs(mutual, others) {
  const found = new Map();
  const put = (x, y) => (found.has(x) ? found.get(x).add(y) : found.set(x, new Set([y])));
  for (const [x, ys] of Object.entries(mutual)) for (const y of ys.split(" ")) { put(x, y); put(y, x); }
  for (const [x, ys] of Object.entries(others)) for (const y of ys.split(" ")) put(x, y);
  return found;
}

/** What ranking asks of an index (kbgen/search/reader.py), over the words that have been loaded. */
export class Reader {
  constructor(index, pieces) {
    this.index = index;
    this.words = pieces.flatMap((piece) => piece.words);
    this.lemmaLists = pieces.flatMap((piece) => piece.lemmas);
    this.spans = pieces.map(({ lemma, place }) => [lemma, (index.pieces[place + 1] || { lemma: index.lemmaCount }).lemma]);
    this.grams = null;
  }

  get pageCount() { return this.index.pages.length; }
  get endings() { return this.index.endings; }

  /** Whether everything about a lemma can be looked up. */
  knows(lemma) { return this.spans.some(([start, end]) => lemma >= start && lemma < end); }

  place(word) {
    let low = 0, high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < word) low = middle + 1; else high = middle;
    }
    return low;
  }

  lemmas(word) {
    const place = this.place(word);
    return this.words[place] === word ? this.lemmaLists[place] : [];
  }

  * starting(beginning) {
    for (let i = this.place(beginning); i < this.words.length && this.words[i].startsWith(beginning); i++) {
      yield [this.words[i], this.lemmaLists[i]];
    }
  }

  /** Every word that shares trigrams with this one, with Dice's coefficient of the two sets, from `least` on. */
  * alike(word, least) {
    this.prepare();
    const own = trigrams(word);
    const shared = new Uint8Array(this.words.length);
    const touched = [];
    for (const gram of own) {
      for (const place of this.grams.get(gram) || []) if (!shared[place]++) touched.push(place);
    }
    for (const place of touched) {
      const dice = 2 * shared[place] / (own.size + this.gramCounts[place]);
      if (dice >= least) yield [this.words[place], this.lemmaLists[place], dice];
    }
  }

  /** Which words hold which trigrams. */
  prepare() {
    if (this.grams) return;
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

  synonyms(lemma) { return this.index.synonyms[lemma] || []; }
  postings(lemma) { return this.index.postings.get(lemma) || []; }
}
