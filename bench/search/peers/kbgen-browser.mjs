// kbgen's own worker, as the built site ships it, with the index that it fetches from the site.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { below, json, read } from './files.mjs'
import { modulesOf, worker } from './worker.mjs'

const SETUP = 0
const LIMIT = 10

const names = job => path.join(job.site, job.language, 'search', 'search_index.json')

/** What names the index, and the files of the folder that it names. */
export const index = job => [names(job), ...below(path.join(job.site, json(names(job)).config.kbgen.parts))]

/** The worker's script, and those for the search box, as the language's home page names them. */
function scripts (job) {
  const folder = path.join(job.site, job.language)
  const home = fs.readFileSync(path.join(folder, 'index.html'), 'utf8')
  const config = JSON.parse(home.match(/<script id="__config"[^>]*>(.*?)<\/script>/s)[1])
  const script = path.resolve(folder, config.search)
  const all = [...home.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => path.resolve(folder, src))
  return { script, ofPage: all.filter(file => path.dirname(file) === path.dirname(script)) }
}

export async function start (job) {
  const { script, ofPage } = scripts(job)
  ofPage.forEach(file => modulesOf(file))
  const send = worker(script)
  await send({ type: SETUP, data: JSON.parse(read(names(job)).toString()) }, message => message.type === SETUP + 1)
  const ask = (type, more) => send({ type, id: 1, language: job.language, ...more }, m => m.type === type && m.done)
  await ask('warm')
  const ids = new Map(json(job.documents).map(d => [d.address.replace(/\/$/, ''), d.id]))
  const id = location => ids.get(path.relative(job.site, decodeURIComponent(new URL(location).pathname)))
  /** `first` is called when the first results are there, before anything else is fetched. */
  return async (query, first = () => {}) => {
    const fits = m => { if (m.type === 'search' && m.partial) first(); return m.type === 'search' && m.done }
    const { results, failed } = await send({ type: 'search', id: 2, language: job.language, query, limit: LIMIT }, fits)
    if (failed) throw new Error(`no answer to ${query}`)
    return results.map(result => id(result.location))
  }
}

/** What a reader sees first of each query in a new tab, and what is there in the end: [pages, pages]. */
export async function stages (job) {
  const { script } = scripts(job)
  const [{ openIndex }, { search }] = await Promise.all(['index.js', 'search.js']
    .map(name => import(pathToFileURL(path.join(path.dirname(script), name)))))
  const manifest = json(names(job)).config.kbgen
  const ids = new Map(json(job.documents).map(d => [d.address.replace(/\/$/, ''), d.id]))
  const pages = ({ results }) => results.map(({ page }) => ids.get(page.address.replace(/\/$/, '')))
  const found = []
  for (const query of job.queries) {
    const index = await openIndex(manifest, file => fs.promises.readFile(path.join(job.site, file)))
    let early = null
    const all = await search(index, query, LIMIT, partial => { early = partial })
    found.push([pages(early ?? all), pages(all)])
  }
  return found
}
