// The documents as engines take them that do not read HTML: a title, the headings (with tags), and the text.
import { json } from './files.mjs'

export const documents = job => json(job.documents).map(d => ({
  id: d.id,
  title: d.title,
  heads: [...d.sections.map(s => s.heading), ...d.tags].filter(Boolean).join('\n'),
  text: [d.description, ...d.sections.map(s => s.text)].filter(Boolean).join('\n')
}))
