import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

export interface Source {
  /** From the root of the repository. */
  path: string;
  text: string;
  /** What it imports as values, as it is written; types are gone when the code runs. */
  imports: string[];
  /** The same with types. */
  allImports: string[];
}

export function sourcesBelow(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("/generated/"))
    .map((path) => {
      const text = readFileSync(path, "utf8");
      const values = text
        .replace(/^(?:import|export) type [^;]*;/gms, "")
        .replace(/^import \{(?:\s*type \w+(?: as \w+)?,?)+\s*\} from[^;]*;/gms, "");
      return {
        path: relative(ROOT, path),
        text,
        imports: importsOf(values),
        allImports: importsOf(text),
      };
    });
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*"([^"]+)"/gm)].map(
    (match) => match[1] ?? "",
  );
}

export const isTest = ({ path }: Source) => /\.test\.tsx?$|test-(?:project|traces)\.ts$/.test(path);

/** The file among `sources` that an import of `from` means; none for a package. */
export function makeResolve(sources: readonly Source[]) {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return (from: Source, specifier: string): Source | undefined => {
    if (!/^(?:@\/|\.)/.test(specifier)) return undefined;
    const path = specifier.startsWith("@/")
      ? specifier.slice(2)
      : join(dirname(from.path), specifier);
    return byPath.get(path) ?? byPath.get(`${path}.ts`) ?? byPath.get(`${path}.tsx`);
  };
}
