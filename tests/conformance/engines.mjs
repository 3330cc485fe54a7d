// What citeproc-js makes of styles and items, for tests/conformance/engines.py.
//
//     node engines.mjs FOLDER LOCALES < JOB
//
// FOLDER has the package in its node_modules, LOCALES is a folder of locales-*.xml. JOB is JSON: `styles`, each with
// `name`, `xml` and `locale`; `items`, CSL-JSON; `citations`, lists of cites. Prints a line of JSON for each style:
// its `references`, id → HTML, and its `citations`; or an `error`.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, locales] = process.argv.slice(2);
const CSL = createRequire(join(resolve(folder), "package.json"))("citeproc");
const job = JSON.parse(readFileSync(0, "utf8"));

function run(style) {
  const byId = new Map(structuredClone(job.items).map((item) => [item.id, { ...item, system_id: item.id }]));
  const system = {
    retrieveLocale(language) {
      const path = join(locales, `locales-${language}.xml`);
      return existsSync(path) ? readFileSync(path, "utf8") : false;
    },
    retrieveItem: (id) => byId.get(id),
    // The ids that it returns beside its references do not always stand at the same places.
    embedBibliographyEntry: (id) => `<!--${id}-->`,
  };
  const engine = new CSL.Engine(system, style.xml, style.locale || undefined, Boolean(style.locale));
  engine.updateItems([...byId.keys()]);
  const inNotes = engine.opt.xclass === "note";
  const rebuilt = engine.rebuildProcessorState(
    job.citations.map((cites, number) => ({
      citationID: `c${number}`,
      citationItems: structuredClone(cites),
      properties: { noteIndex: inNotes ? number + 1 : 0 },
    })),
    "html",
    [...byId.keys()],
  );
  const references = {};
  const made = engine.makeBibliography();
  for (const entry of made ? made[1] : []) {
    const [, text, id] = entry.match(/^([^]*)<!--([^]*?)-->\s*$/);
    references[id] = text;
  }
  return { references, citations: rebuilt.map(([, , text]) => text) };
}

for (const style of job.styles) {
  let result;
  try {
    result = run(style);
  } catch (error) {
    result = { error: String(error) };
  }
  console.log(JSON.stringify(result));
}
