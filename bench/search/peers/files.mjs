// Files as a browser fetches them: each read is remembered, with what it takes on the way (gzip level 9).
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'

export const fetched = new Map()

/** Bytes on the way: compressed, or as they are where they do not get smaller (Pagefind's are compressed already). */
export const wire = bytes => Math.min(bytes.length, zlib.gzipSync(bytes, { level: 9 }).length)

/** Read a file of the searcher, be it code or index. */
export function read (file) {
  const bytes = fs.readFileSync(file)
  fetched.set(path.resolve(file), bytes)
  return bytes
}

/** KiB of everything fetched so far. */
export const fetchedKib = () => [...fetched.values()].reduce((sum, bytes) => sum + wire(bytes), 0) / 1024

/** Every file below a folder, sorted. */
export const below = folder => fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath ?? entry.path, entry.name)).sort()

/** KiB of these files, compressed. */
export const kib = files => files.reduce((sum, file) => sum + wire(fs.readFileSync(file)), 0) / 1024

export const json = file => JSON.parse(fs.readFileSync(file, 'utf8'))
