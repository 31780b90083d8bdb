import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { shareChunks } from "./share-chunks.mjs";

const folder = mkdtempSync(join(tmpdir(), "galley-chunks-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("copies of a chunk refer to the first one and export the same, and others stay as they are", () => {
  const code = (word) => `module.exports=["${word.repeat(5_000)}"];\n`;
  const write = (name, text) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, "ssr"), { recursive: true });
  write("a.js", code("one"));
  write("b.js", code("two"));
  write("ssr/c.js", code("one"));
  write("d.js", "module.exports=[1];");
  write("e.js", "module.exports=[1];");

  expect(shareChunks(folder)).toBeGreaterThan(15_000);

  const require = createRequire(join(folder, "page.cjs"));
  expect(require("./ssr/c.js")).toBe(require("./a.js"));
  expect(readFileSync(join(folder, "ssr/c.js"), "utf8")).toBe(
    'module.exports=require("./../a.js");\n',
  );
  expect(readFileSync(join(folder, "b.js"), "utf8")).toContain(code("two"));
  expect(require("./d.js")).not.toBe(require("./e.js"));
});
