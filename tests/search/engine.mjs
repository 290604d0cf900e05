// engine.mjs FOLDER HEAD: answers queries, one in JSON on each line, as a browser does with the files of FOLDER.
// Files of the theme are the shipped ones; only fetching them is done by Node.
import fs from "node:fs/promises";
import readline from "node:readline";
import { pathToFileURL } from "node:url";

const [theme, folder, head] = process.argv.slice(2);
const own = (name) => import(pathToFileURL(`${theme}/assets/kb/search/${name}.js`));
const { openIndex } = await own("index");
const { search } = await own("search");
let read = 0;
const index = await openIndex({ head, parts: "" }, (path) => { read++; return fs.readFile(`${folder}/${path}`); });
for await (const line of readline.createInterface({ input: process.stdin })) {
  let partial = null, readEarly = 0;
  const found = await search(index, JSON.parse(line), 10, (early) => { partial = early; readEarly = read; });
  const results = (one) => one.results.map(({ page, score }) => [page.address, score]);
  console.log(JSON.stringify({
    results: results(found), early: partial && results(partial), earlyRetyped: partial && partial.retyped,
    meant: found.meant, retyped: found.retyped, weak: found.weak, completion: found.completion, missing: found.missing,
    readEarly, read,
  }));
}
