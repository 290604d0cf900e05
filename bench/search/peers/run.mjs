// node run.mjs ENGINE JOB.json OUT.json: one phase of one engine in one language, in a process of its own.
//
// A job is {phase, language, documents, folder, packages, material, site, queries, more}. An engine has
// build(job), which writes its index into job.folder (after prepare(job), which does not count); start(job), which reads it and gives search(query) → page ids;
// index(job), the files of the index. Phases: build; search (every query, with a clock); first (start and one query:
// what was fetched until its first results were there, and until all were); stages (the first results and the last ones
// of each query, by engines whose search(query, first) calls `first` when there are some).
import fs from 'node:fs'
import { fetchedKib, json, kib } from './files.mjs'

const [name, jobFile, outFile] = process.argv.slice(2)
const job = json(jobFile)
const engine = await import(`./${name}.mjs`)
const DEPTH = 10

async function build () {
  await engine.prepare?.(job)
  const begun = performance.now()
  await engine.build(job)
  return { build_s: (performance.now() - begun) / 1000 }
}

async function search () {
  // The files are in the system's memory, as if they had just arrived.
  engine.index(job).forEach(file => fs.readFileSync(file))
  const begun = performance.now()
  const find = await engine.start(job)
  const ready = performance.now() - begun
  const ms = []
  const ranked = []
  for (const query of job.queries) {
    const begun = performance.now()
    const found = await find(query)
    ms.push(performance.now() - begun)
    ranked.push(found.slice(0, DEPTH))
  }
  const more = []
  for (const query of job.more) more.push((await find(query)).slice(0, DEPTH))
  return { ready_ms: ready, ms, ranked, more, index_kib: kib(engine.index(job)) }
}

async function first () {
  const find = await engine.start(job)
  let firstKib = null
  await find(job.queries[0], () => { firstKib ??= fetchedKib() })
  return { first_kib: firstKib ?? fetchedKib(), final_kib: fetchedKib() }
}

const stages = async () => ({ stages: await engine.stages(job) })

fs.writeFileSync(outFile, JSON.stringify(await { build, search, first, stages }[job.phase]()))
process.exit(0)
