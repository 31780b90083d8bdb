import { expect, test } from "vitest";
import { isTest, makeResolve, type Source, sourcesBelow } from "@/scripts/testing/sources";

const sources = ["app", "components", "lib"]
  .flatMap(sourcesBelow)
  .filter((source) => !isTest(source));
const resolve = makeResolve(sources);

/** What only a server has: Node, the database, packages with native code or large tables. */
const OF_THE_SERVER =
  /^(?:node:|pg$|pg-|undici$|@prisma\/|pino$|next\/headers|next\/server|next-auth|graphile-worker|piscina|@node-rs\/|rate-limiter-flexible|protobufjs|eld|gpt-tokenizer|ajv|re2js|ipaddr\.js|lru-cache|@\/lib\/db\/|@\/lib\/env$)/;

/** Imports in the text of an example are none of the module. */
const EXAMPLES = ["components/notifications/receiver-code.ts"];

const isGuarded = ({ text }: Source) => /^import "server-only";$/m.test(text);

test("a module that needs Node, the database or a package of the server says server-only", () => {
  const ofServer = sources.filter(
    ({ path, imports }) =>
      path.startsWith("lib/") &&
      (path.startsWith("lib/db/") ||
        path.endsWith("/reads.ts") ||
        imports.some((specifier) => OF_THE_SERVER.test(specifier))),
  );
  expect(ofServer.length).toBeGreaterThan(200);
  expect(ofServer.filter((source) => !isGuarded(source)).map(({ path }) => path)).toEqual([]);
});

test("what runs in the browser never reaches a module of the server", () => {
  const cameFrom = new Map<Source, Source | null>();
  const open = sources.filter(({ text }) => text.startsWith('"use client"'));
  for (const source of open) cameFrom.set(source, null);
  expect(open.length).toBeGreaterThan(200);
  for (let source = open.pop(); source; source = open.pop()) {
    for (const specifier of source.imports) {
      const target = resolve(source, specifier);
      if (!target || cameFrom.has(target)) continue;
      cameFrom.set(target, source);
      open.push(target);
    }
  }
  const wayTo = (source: Source | null | undefined): string =>
    source ? [source.path, wayTo(cameFrom.get(source))].filter(Boolean).join(" ← ") : "";
  const wrong = [...cameFrom.keys()].filter(
    (source) =>
      isGuarded(source) ||
      (!EXAMPLES.includes(source.path) &&
        source.imports.some((specifier) => OF_THE_SERVER.test(specifier))),
  );
  expect(wrong.map(wayTo)).toEqual([]);
});

test("what links load ahead brings no script of a page", () => {
  const isOfServer = ({ text }: Source) => !text.startsWith('"use client"');
  const reach = (starts: readonly Source[]) => {
    const all = new Set(starts);
    for (const source of all) {
      if (!isOfServer(source)) continue;
      for (const specifier of source.imports) {
        const target = resolve(source, specifier);
        if (target) all.add(target);
      }
    }
    return all;
  };
  const below = "app/(app)/[project]/(places)/";
  const placed = sources.filter(({ path }) => path.startsWith(below));
  const ahead = reach(placed.filter(({ path }) => path === `${below}loading.tsx`));
  const pages = reach(placed.filter(({ path }) => path.endsWith("/page.tsx")));
  // The builder takes a part that both draw from the script of the page.
  const both = [...ahead].filter((source) => !isOfServer(source) && pages.has(source));
  expect(ahead.size).toBeGreaterThan(3);
  expect(both.map(({ path }) => path)).toEqual([]);
});

test("heavy views come through lazyView: next/dynamic brings a kilobyte more to every page", () => {
  const wrong = sources.filter(({ imports }) => imports.includes("next/dynamic"));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test("no imports go round in a circle, types included", () => {
  const order = new Map<Source, number>();
  const open: Source[] = [];
  const isOpen = new Set<Source>();
  const circles: string[] = [];
  // R. Tarjan, Depth-first search and linear graph algorithms, 1972.
  const visit = (source: Source): number => {
    const number = order.size;
    order.set(source, number);
    open.push(source);
    isOpen.add(source);
    let low = number;
    for (const specifier of source.allImports) {
      const target = resolve(source, specifier);
      if (!target) continue;
      if (target === source) circles.push(source.path);
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (isOpen.has(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === number) {
      const circle = open.splice(open.indexOf(source));
      for (const member of circle) isOpen.delete(member);
      if (circle.length > 1) circles.push(circle.map(({ path }) => path).join(" ⇄ "));
    }
    return low;
  };
  for (const source of sources) if (!order.has(source)) visit(source);
  expect(order.size).toBeGreaterThan(1_000);
  expect(circles).toEqual([]);
});
