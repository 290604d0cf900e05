// lunr with the stemmers of lunr-languages, where they have the language; OR, as lunr has it by default.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { documents } from './documents.mjs'
import { read } from './files.mjs'

const FILE = 'lunr.json'

function library (job) {
  const require = createRequire(path.join(job.packages, 'x.js'))
  const lunr = require('lunr')
  const own = `lunr-languages/lunr.${job.language}`
  const known = job.language !== 'en' && fs.existsSync(path.join(job.packages, `node_modules/${own}.js`))
  if (known) {
    require('lunr-languages/lunr.stemmer.support')(lunr)
    require(own)(lunr)
  }
  return { lunr, known }
}

export const index = job => [path.join(job.folder, FILE)]

export function build (job) {
  const { lunr, known } = library(job)
  const built = lunr(function () {
    if (known) this.use(lunr[job.language])
    else if (job.language !== 'en') { this.pipeline.reset(); this.searchPipeline.reset() }
    this.ref('id')
    this.field('title', { boost: 10 })
    this.field('heads', { boost: 3 })
    this.field('text')
    documents(job).forEach(document => this.add(document))
  })
  fs.writeFileSync(path.join(job.folder, FILE), JSON.stringify(built))
}

export function start (job) {
  const { lunr, known } = library(job)
  const packages = path.join(job.packages, 'node_modules')
  read(`${packages}/lunr/lunr.min.js`)
  if (known) {
    read(`${packages}/lunr-languages/min/lunr.stemmer.support.min.js`)
    read(`${packages}/lunr-languages/min/lunr.${job.language}.min.js`)
  }
  const loaded = lunr.Index.load(JSON.parse(read(path.join(job.folder, FILE)).toString()))
  const words = query => query.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return query => loaded.query(q => words(query).forEach(word => q.term(word, {}))).map(result => result.ref)
}
