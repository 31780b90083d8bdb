import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { inRoot, root } from "../root.mjs";

/**
 * A hash over the contents (not the times) of files and folders, given relative to the checkout; those
 * that do not exist count as absent.
 * @param {string[]} paths
 * @param {(path: string) => boolean} isSource leaves out what a build does not read
 */
export function hashSources(paths, isSource = () => true) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => listFiles(inRoot(path))).sort()) {
    const name = relative(root, file);
    if (!isSource(name)) continue;
    hash.update(`${name}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function listFiles(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => listFiles(`${path}/${name}`));
}

export function hasStamp(file, value) {
  try {
    return readFileSync(file, "utf8") === value;
  } catch {
    return false;
  }
}

export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}

export function removeStamp(file) {
  rmSync(file, { force: true });
}
