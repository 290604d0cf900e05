// A classic worker's surroundings in this process, so that Material's protocol can be spoken with it.
import path from 'node:path'
import { pathToFileURL, fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { read } from './files.mjs'

/** Run a worker's script; gives send(message) → its first answer that fits, and the files that it imports. */
export function worker (script, importable = file => true) {
  const waiting = []
  let handler = null
  Object.assign(globalThis, {
    self: globalThis,
    location: new URL(pathToFileURL(script)),
    fetch: async url => new Response(read(fileURLToPath(new URL(url)))),
    postMessage: message => {
      const place = waiting.findIndex(({ fits }) => fits(message))
      if (place >= 0) waiting.splice(place, 1)[0].resolve(message)
    },
    addEventListener: (type, listener) => { if (type === 'message') handler = listener },
    importScripts: (...urls) => urls.map(url => path.resolve(path.dirname(script), url)).filter(importable)
      .forEach(file => vm.runInThisContext(read(file).toString(), { filename: file }))
  })
  vm.runInThisContext(read(script).toString(), {
    filename: pathToFileURL(script).href,
    importModuleDynamically: name => {
      const file = path.resolve(path.dirname(script), name)
      modulesOf(file)
      return import(pathToFileURL(file))
    }
  })
  return (message, fits = () => true) => new Promise(resolve => {
    waiting.push({ fits, resolve })
    ;(handler ?? globalThis.onmessage)({ data: message })
  })
}

/** Read a script and the modules that it imports, as a browser fetches them. */
export function modulesOf (script, seen = new Set()) {
  seen.add(script)
  for (const [, name] of read(script).toString().matchAll(/from "(\.\/[\w.-]+\.js)"/g)) {
    const file = path.resolve(path.dirname(script), name)
    if (!seen.has(file)) modulesOf(file, seen)
  }
}
