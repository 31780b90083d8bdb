import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const SMALLEST_BYTES = 10_000;

/**
 * Turbopack writes a chunk that several pages need once for each of them, under other names. Node would keep the
 * text of each copy in memory, so all but the first of them become a reference to it.
 * @param {string} folder the chunks of the server's build
 * @returns {number} bytes that are no longer there twice
 */
export function shareChunks(folder) {
  const firsts = new Map();
  let saved = 0;
  for (const file of listScripts(folder)) {
    const code = readFileSync(file, "utf8");
    if (code.length < SMALLEST_BYTES) continue;
    const first = firsts.get(code);
    if (!first) firsts.set(code, file);
    else {
      const path = relative(dirname(file), first).replaceAll("\\", "/");
      writeFileSync(file, `module.exports=require(${JSON.stringify(`./${path}`)});\n`);
      saved += code.length;
    }
  }
  return saved;
}

function listScripts(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
