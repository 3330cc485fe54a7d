// What citeproc-js does for benchmarks/csl.py; the clock runs once it and the items are loaded.
//
//     node csl_citeproc.mjs FOLDER compile|bibliography|citations ITEMS STYLE LOCALES [CLUSTERS]
//
// FOLDER has the package in its node_modules; ITEMS is CSL-JSON, STYLE a .csl file, LOCALES a folder of
// locales-*.xml, CLUSTERS a list of lists of ids. Prints the seconds and the number of what it formatted.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, task, itemsPath, stylePath, locales, clustersPath] = process.argv.slice(2);
const CSL = createRequire(join(resolve(folder), "package.json"))("citeproc");
const read = (path) => readFileSync(path, "utf8");
const items = JSON.parse(read(itemsPath));
const byId = new Map(items.map((item) => [item.id, item]));
const clusters = clustersPath ? JSON.parse(read(clustersPath)) : [];
const style = read(stylePath);
const system = {
  retrieveLocale(language) {
    const path = join(locales, `locales-${language}.xml`);
    return existsSync(path) ? read(path) : false;
  },
  retrieveItem: (id) => byId.get(id),
};

const tasks = {
  compile: () => {
    new CSL.Engine(system, style);
    return 1;
  },
  bibliography: () => {
    const engine = new CSL.Engine(system, style);
    engine.updateItems([...byId.keys()]);
    return engine.makeBibliography()[1].length;
  },
  citations: () => {
    const engine = new CSL.Engine(system, style);
    const citations = clusters.map((ids, number) => ({
      citationID: `c${number}`,
      citationItems: ids.map((id) => ({ id })),
      properties: { noteIndex: 0 },
    }));
    // processCitationCluster() looks through all citations for each one; this takes them at once.
    return engine.rebuildProcessorState(citations).length;
  },
};

const start = performance.now();
const count = tasks[task]();
console.log(JSON.stringify([(performance.now() - start) / 1000, count]));
