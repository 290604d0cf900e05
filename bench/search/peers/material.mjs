// Material's own worker with its index, as the theme drives it: lunr, a wildcard behind the last word.
import fs from 'node:fs'
import path from 'node:path'
import { read } from './files.mjs'
import { worker } from './worker.mjs'

const SETUP = 0
const QUERY = 2

export const index = job => [path.join(job.folder, 'search_index.json')]

export async function start (job) {
  const workers = path.join(job.material, 'workers')
  const script = fs.readdirSync(workers).find(name => /^search\..*min\.js$/.test(name))
  console.warn = () => {} // lunr tells of every word that it does not stem
  const send = worker(path.join(workers, script), file => fs.existsSync(file))
  const loaded = JSON.parse(read(index(job)[0]).toString())
  loaded.options = { suggest: false }
  await send({ type: SETUP, data: loaded })
  const ids = new Map(JSON.parse(fs.readFileSync(job.documents, 'utf8')).map(d => [d.location, d.id]))
  return async query => (await send({ type: QUERY, data: query })).data.items
    .map(group => ids.get(group[0].location.split('#')[0]))
}
