import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { compile } from "tailwindcss";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

/** Looks that stay in CSS: of thousands of cells, of charts, and inside what knows only class names. */
const NAMESPACES = /^(?:diff|chart|editor)-/;
/** Classes of libraries that base.css and editor.css reach into. */
const OF_LIBRARIES = ["lucide", "monaco-editor", "view-lines"];
/** They have no look of their own: what hangs on them names them. */
const MARKERS = ["group", "peer"];

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !/\.test\./.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const sheets = [...filesBelow("app", /\.css$/), ...filesBelow("components", /\.css$/)];
const sources = [...filesBelow("app", /\.tsx$/), ...filesBelow("components", /\.tsx?$/)];

const withoutComments = (css: string) => css.replace(/\/\*[\s\S]*?\*\//g, "");

function classesOfSheet(path: string): string[] {
  const css = withoutComments(read(path)).replace(/url\([^)]*\)/g, "");
  const selectors = [...css.matchAll(/([^{};]+)\{/g)].map((match) => match[1]?.trim() ?? "");
  return selectors
    .filter((selector) => !selector.startsWith("@"))
    .flatMap((selector) =>
      [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map((one) => one[1] ?? ""),
    );
}

/** From an opening bracket to the one that closes it. */
function bracketed(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if ("({[".includes(text[at] ?? "")) depth++;
    if (")}]".includes(text[at] ?? "") && --depth === 0) return text.slice(start, at + 1);
  }
  return text.slice(start);
}

/** What stands in `className`, `cn`, `cva` and in constants that end in `Class`, without what only chooses. */
function classNamesIn(text: string): string[] {
  const blocks = [
    ...text.matchAll(/\bclassName=(["{])|\b(?:cn|cva)(\()|\b\w*[cC]lass =\s*(?=["`])/g),
  ].map((match) => {
    const at = match.index + match[0].length;
    if (match[1] === '"') return text.slice(at - 1, text.indexOf('"', at) + 1);
    if (match[1] || match[2]) return bracketed(text, at - 1);
    return text.slice(at, text.indexOf(";\n", at));
  });
  return blocks.flatMap((block) => {
    const classes = block
      .replace(/defaultVariants: \{[^}]*\}/g, "")
      .replace(/\b(?!class\b)\w+: (?:"\w+"|\[[^\]]*\])(?=[^}\n]*\bclass: )/g, "")
      .replace(/\b\w+\(\{[^}]*\}\)/g, "")
      .replace(/[!=]== "[^"]*"|\[[^\]]*\]\.includes\(|'[^']*'/g, "")
      .replace(/\$\{[^}]*\}/g, " ");
    return [...classes.matchAll(/"([^"\n]*)"|`([^`]*)`/g)]
      .flatMap((match) => (match[1] ?? match[2] ?? "").split(/\s+/))
      .filter(Boolean);
  });
}

async function definedByTailwind(names: readonly string[]): Promise<Set<string>> {
  const loadStylesheet = async (id: string, base: string) => {
    const path = id === "tailwindcss" ? require.resolve("tailwindcss/index.css") : join(base, id);
    return { path, base: dirname(path), content: readFileSync(path, "utf8") };
  };
  const { build } = await compile(read("app/globals.css"), {
    base: join(ROOT, "app"),
    loadStylesheet,
  });
  const css = build([...names]);
  const isIn = (name: string) =>
    new RegExp(`\\.${name.replace(/[^\w-]/g, "\\\\\\$&")}(?![\\w-])`).test(css);
  return new Set(names.filter(isIn));
}

describe("styles", () => {
  test("a class in CSS has a namespace, or it belongs to a library", () => {
    const others = sheets.flatMap((path) =>
      classesOfSheet(path)
        .filter((name) => !NAMESPACES.test(name) && !OF_LIBRARIES.includes(name))
        .map((name) => `${path}: .${name}`),
    );
    expect(others).toEqual([]);
  });

  test("nothing is forced with !important", () => {
    const forced = sheets.filter((path) => withoutComments(read(path)).includes("!important"));
    expect(forced).toEqual([]);
    const overrides = sources.flatMap((path) =>
      classNamesIn(read(path))
        .filter((name) => /^!|!$/.test(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(overrides).toEqual([]);
  });

  test("every class is one of Tailwind's or stands in CSS", async () => {
    const used = new Map<string, string>();
    for (const path of sources) for (const name of classNamesIn(read(path))) used.set(name, path);
    expect(used.size).toBeGreaterThan(500);
    const inCss = new Set([...sheets.flatMap(classesOfSheet), ...MARKERS]);
    const rest = [...used.keys()].filter((name) => !inCss.has(name));
    const defined = await definedByTailwind(rest);
    const unknown = rest.filter((name) => !defined.has(name));
    expect(unknown.map((name) => `${used.get(name)}: ${name}`)).toEqual([]);
  });
});
