// Pagefind as it comes, on pages that hold nothing but the article.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { below, json, read } from './files.mjs'

const BUNDLE = 'pagefind'
const PREFIX = 'http://localhost/pagefind/'
// So many results does Pagefind's own box show at once; those of the others wait until one scrolls.
const SHOWN = 5

const escape = text => text.replace(/[&<>]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c])

function page (document, language) {
  const parts = document.sections.map(s =>
    `${s.anchor ? `<h2 id="${escape(s.anchor)}">${escape(s.heading)}</h2>` : ''}<p>${escape(s.text)}</p>`)
  const tags = document.tags.length ? `<p>${escape(document.tags.join(', '))}</p>` : ''
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(document.title)}</title>` +
    `</head><body><main data-pagefind-body><h1>${escape(document.title)}</h1><p>${escape(document.description)}</p>` +
    `${parts.join('')}${tags}</main></body></html>`
}

/** Write the pages; not counted as building. */
export function prepare (job) {
  for (const document of json(job.documents)) {
    const folder = path.join(job.folder, 'html', decodeURI(document.id))
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(path.join(folder, 'index.html'), page(document, job.language))
  }
}

export const index = job => below(path.join(job.folder, BUNDLE)).filter(file => /\.pf_(index|fragment|meta)$/.test(file))

export function build (job) {
  const folders = ['--site', path.join(job.folder, 'html'), '--output-path', path.join(job.folder, BUNDLE)]
  execFileSync(job.pagefind, folders, { stdio: ['ignore', 'ignore', 'pipe'] })
}

export async function start (job) {
  const bundle = path.join(job.folder, BUNDLE)
  globalThis.fetch = async url => {
    const bytes = read(path.join(bundle, String(url).replace(/^.*\/pagefind\//, '').replace(/\?.*$/, '')))
    return new Response(bytes)
  }
  globalThis.document = { querySelector: () => ({ getAttribute: () => job.language }), currentScript: null }
  globalThis.window = { location: { href: 'http://localhost/', origin: 'http://localhost' }, document }
  globalThis.location = globalThis.window.location
  read(path.join(bundle, 'pagefind.js'))
  const copy = path.join(bundle, 'pagefind_in_node.mjs')
  fs.copyFileSync(path.join(bundle, 'pagefind.js'), copy)
  const pagefind = await import(pathToFileURL(copy))
  await pagefind.options({ basePath: PREFIX, baseUrl: '/', noWorker: true })
  await pagefind.init()
  const id = url => decodeURI(url).replace(/^\/|\/$/g, '')
  return async query => {
    const { results } = await pagefind.search(query)
    const wanted = results.slice(0, job.phase === 'first' ? SHOWN : 10)
    return (await Promise.all(wanted.map(result => result.data()))).map(data => id(data.url))
  }
}
