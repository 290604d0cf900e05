// MiniSearch with Snowball's stemmers: OR, prefixes from three letters, one edit in five letters, fields weighted.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { documents } from './documents.mjs'
import { read } from './files.mjs'

const FILE = 'minisearch.json'
const STEMMERS = { en: 'english', et: 'estonian', fi: 'finnish', ru: 'russian' }
const WEIGHTS = { title: 5, heads: 2 }

async function settings (job) {
  const packages = path.join(job.packages, 'node_modules')
  const stemmers = await import(pathToFileURL(`${packages}/multilingual-stemmer/dist/index.js`))
  const stem = stemmers[STEMMERS[job.language]]
  const known = new Map()
  const processTerm = term => {
    const word = term.toLowerCase()
    if (!known.has(word)) known.set(word, stem ? stem(word) : word)
    return known.get(word)
  }
  return { fields: ['title', 'heads', 'text'], storeFields: ['title'], processTerm }
}

const library = job => createRequire(path.join(job.packages, 'x.js'))('minisearch')

export const index = job => [path.join(job.folder, FILE)]

export async function build (job) {
  const MiniSearch = library(job)
  const built = new MiniSearch(await settings(job))
  built.addAll(documents(job))
  fs.writeFileSync(path.join(job.folder, FILE), JSON.stringify(built))
}

export async function start (job) {
  const packages = path.join(job.packages, 'node_modules')
  read(`${packages}/minisearch/dist/umd/index.js`)
  read(`${packages}/multilingual-stemmer/dist/browser/index.js`)
  read(`${packages}/multilingual-stemmer/dist/browser/index_bg.wasm`)
  const MiniSearch = library(job)
  const loaded = MiniSearch.loadJSON(read(path.join(job.folder, FILE)).toString(), await settings(job))
  const how = { boost: WEIGHTS, prefix: term => term.length > 2, fuzzy: term => term.length > 4 ? 0.2 : 0 }
  return query => loaded.search(query, how).map(result => result.id)
}
