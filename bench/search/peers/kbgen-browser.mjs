// kbgen's own worker, as the built site ships it, with the index that it fetches from the site.
import fs from 'node:fs'
import path from 'node:path'
import { below, json, read } from './files.mjs'
import { modulesOf, worker } from './worker.mjs'

const SETUP = 0
const LIMIT = 10

export const index = job => below(path.join(job.site, job.language, 'search')).filter(file => !file.endsWith('.html'))

/** The worker's script, as the language's home page names it. */
function script (job) {
  const home = fs.readFileSync(path.join(job.site, job.language, 'index.html'), 'utf8')
  const config = JSON.parse(home.match(/<script id="__config"[^>]*>(.*?)<\/script>/s)[1])
  return path.resolve(job.site, job.language, config.search)
}

export async function start (job) {
  const file = script(job)
  modulesOf(file)
  const send = worker(file)
  const names = JSON.parse(read(path.join(job.site, job.language, 'search', 'search_index.json')).toString())
  await send({ type: SETUP, data: names }, message => message.type === SETUP + 1)
  const ask = (type, more) => send({ type, id: 1, language: job.language, ...more }, m => m.type === type && m.done)
  await ask('warm')
  const ids = new Map(json(job.documents).map(d => [d.address.replace(/\/$/, ''), d.id]))
  const id = location => ids.get(path.relative(job.site, decodeURIComponent(new URL(location).pathname)))
  return async query => {
    const { results, failed } = await ask('search', { query, limit: LIMIT })
    if (failed) throw new Error(`no answer to ${query}`)
    return results.map(result => id(result.location))
  }
}
