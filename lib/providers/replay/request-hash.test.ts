import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { ModelRequest } from "@/lib/providers/provider";
import { requestHash } from "./request-hash";

const request: ModelRequest = {
  model: "baseline",
  messages: [{ role: "user", content: "Where is my tent?" }],
  settings: { temperature: 0, seed: 7 },
};

test("the order of settings and an empty list of tools do not change the hash", () => {
  expect(requestHash({ ...request, settings: { seed: 7, temperature: 0 }, tools: [] })).toBe(
    requestHash(request),
  );
});

test("every part of a request changes the hash", () => {
  const others: ModelRequest[] = [
    { ...request, model: "other" },
    { ...request, messages: [{ role: "user", content: "Where is my tent" }] },
    { ...request, messages: [{ role: "system", content: "Where is my tent?" }] },
    { ...request, settings: { temperature: 0 } },
    { ...request, settings: { temperature: 0.1, seed: 7 } },
    { ...request, tools: [{ name: "lookup", parameters: {} }] },
    { ...request, outputSchema: { type: "object" } },
  ];
  const hashes = [request, ...others].map(requestHash);
  expect(new Set(hashes).size).toBe(hashes.length);
});

test("the order of messages and of array items counts", () => {
  const two = [
    { role: "user" as const, content: "a" },
    { role: "user" as const, content: "b" },
  ];
  expect(requestHash({ ...request, messages: two })).not.toBe(
    requestHash({ ...request, messages: [...two].reverse() }),
  );
});

test("canonical JSON is JSON of the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
