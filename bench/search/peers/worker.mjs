// A classic worker's surroundings in this process, so that Material's protocol can be spoken with it.
import path from 'node:path'
import vm from 'node:vm'
import { read } from './files.mjs'

/** Run a worker's script; gives send(message) → its answer, in the order of the messages. */
export function worker (script, importable = file => true) {
  const waiting = []
  let handler = null
  Object.assign(globalThis, {
    self: globalThis,
    postMessage: message => waiting.shift()?.(message),
    addEventListener: (type, listener) => { if (type === 'message') handler = listener },
    importScripts: (...urls) => urls.map(url => path.resolve(path.dirname(script), url)).filter(importable)
      .forEach(file => vm.runInThisContext(read(file).toString(), { filename: file }))
  })
  vm.runInThisContext(read(script).toString(), { filename: script })
  return message => new Promise(resolve => {
    waiting.push(resolve)
    ;(handler ?? globalThis.onmessage)({ data: message })
  })
}
