import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EVENT_GROUPS } from "./event-groups";

const lib = join(import.meta.dirname, "../../lib");

/** The types of `recordEvent` calls as they stand in the code. */
function recordedTypes(): string[] {
  return readdirSync(lib, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/\.test\.ts$|generated/.test(path))
    .map((path) => readFileSync(join(lib, path), "utf8"))
    .filter((text) => /recordEvent\(|reviewEvent\(|recordAccountEvent\(/.test(text))
    .flatMap((text) => text.split("\n"))
    .filter((line) => /\btype:|reviewEvent\(|AccountEvent\(/.test(line))
    .flatMap((line) => [...line.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map((match) => match[1] ?? ""));
}

test("everything that is recorded can be filtered for", () => {
  const types = recordedTypes();
  expect(types.length).toBeGreaterThan(30);
  const missing = types.filter((type) => !EVENT_GROUPS.some(([start]) => type.startsWith(start)));
  expect(missing).toEqual([]);
});
