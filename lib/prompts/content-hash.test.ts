import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { contentHash } from "./content-hash";
import type { VersionContent } from "./version-contract";

const content: VersionContent = {
  messages: [{ role: "system", content: "Be brief." }],
  model: { provider: "local", name: "baseline" },
  settings: { temperature: 0, seed: 7 },
};

test("the order of keys and absent values do not change the hash", () => {
  const same: VersionContent = {
    settings: { seed: 7, temperature: 0, topP: undefined },
    outputSchema: undefined,
    tools: [],
    model: { name: "baseline", provider: "local" },
    messages: [{ content: "Be brief.", role: "system" }],
  };
  expect(contentHash(same)).toBe(contentHash(content));
  expect(contentHash(content)).toMatch(/^[0-9a-f]{64}$/);
});

test("who saved it, when and why is not part of the hash", () => {
  const version = { ...content, number: 4, commitMessage: "x", ticketUrl: null };
  expect(contentHash(version)).toBe(contentHash(content));
});

test("every part of the content changes the hash", () => {
  const others: VersionContent[] = [
    { ...content, messages: [{ role: "user", content: "Be brief." }] },
    { ...content, messages: [{ role: "system", content: "Be brief.\n" }] },
    { ...content, model: { provider: "local", name: "other" } },
    { ...content, settings: { temperature: 0 } },
    { ...content, tools: [{ name: "a", parameters: {} }] },
    { ...content, outputSchema: {} },
    { ...content, retrieval: { source: "docs", topK: 3 } },
    { ...content, config: { queue: "gold" } },
  ];
  expect(new Set([content, ...others].map(contentHash)).size).toBe(others.length + 1);
});

test("canonical JSON is the same for shuffled keys and parses back", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
