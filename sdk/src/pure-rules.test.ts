import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderMessages } from "@/lib/prompts/template/render-template";
import { compileMessages } from "./content/compile";
import { parseDocument } from "./content/parse-document";
import { parseToken, writeToken } from "./content/token";
import { ageOf, decideRead } from "./copies/freshness";
import { createEventParser } from "./network/parse-events";
import { parseRetryAfter, reconnectDelayMs, retryDelayMs } from "./network/retry-delay";
import { versionOf } from "./testing/fake-galley";
import { usageOf } from "./traces/usage";

test.each([
  [null, "refresh_first"],
  [0, "serve"],
  [30, "serve"],
  [31, "serve_and_refresh"],
  [60, "serve_and_refresh"],
  [61, "refresh_first"],
])("a copy of age %s: %s", (ageMs, step) => {
  expect(decideRead(ageMs, { freshMs: 30, maxAgeMs: 60 })).toBe(step);
});

test("a clock that is set back makes no copy older, and a numbered version never ages", () => {
  expect(ageOf("a", { confirmedAt: 100 }, 40)).toBe(0);
  expect(ageOf("a@7", { confirmedAt: 0 }, 1_000)).toBe(0);
});

describe("waits", () => {
  test("grow, are random, and are never shorter than the server asks", () => {
    expect([0, 1].map((attempt) => retryDelayMs(attempt, 1))).toEqual([500, 1_000]);
    expect(retryDelayMs(1, 0)).toBe(0);
    expect(retryDelayMs(0, 0.5, 2_000)).toBe(2_000);
    expect([1, 2, 3, 6, 99].map((failures) => reconnectDelayMs(failures, 1))).toEqual([
      1_000, 2_000, 4_000, 30_000, 30_000,
    ]);
    expect(reconnectDelayMs(1, 0)).toBe(100);
  });

  test("are read as seconds or as a date", () => {
    expect(parseRetryAfter("2", 0)).toBe(2_000);
    expect(parseRetryAfter("Thu, 01 Jan 1970 00:00:05 GMT", 1_000)).toBe(4_000);
    expect(parseRetryAfter("soon", 0)).toBeUndefined();
    expect(parseRetryAfter(null, 0)).toBeUndefined();
  });
});

test("events are the same however the text is cut", () => {
  const text =
    ': connected\n\nevent: serving\nid: "1"\ndata: {"a":\ndata: 1}\n\r\n: still here\n\ndata:x\r\n\r\n';
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), (cuts) => {
      const parse = createEventParser();
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, index) => parse(text.slice(at[index], end)));
      expect(pieces.flatMap(({ events }) => events)).toEqual([
        { event: "serving", id: '"1"', data: '{"a":\n1}' },
        { event: "message", id: null, data: "x" },
      ]);
      expect(pieces.reduce((sum, { comments }) => sum + comments, 0)).toBe(2);
    }),
  );
});

test("a document keeps its pins through a copy on disk, and one without any has none", () => {
  const document = {
    ...{ stable: versionOf(2), pins: [{ units: ["ada"], version: 1 }], versions: [versionOf(1)] },
  };
  expect(parseDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
  expect(parseDocument({ stable: versionOf(2), pins: [] })).toEqual({ stable: versionOf(2) });
  const damaged = { ...document, versions: [{ version: 1 }] };
  expect(parseDocument(damaged).versions).toEqual([]);
});

test("a token gives back what it was made of, and holds nothing that a URL could not", () => {
  const arm = fc.constantFrom("stable" as const, "candidate" as const, null);
  const content = fc.record({
    project: fc.string(),
    traceId: fc.string(),
    prompt: fc.string({ unit: "grapheme" }),
    environment: fc.string(),
    version: fc.option(fc.nat()),
    arm,
  });
  fc.assert(
    fc.property(content, (text) => {
      const token = writeToken(text);
      expect(token).toMatch(/^[\w.-]+$/);
      expect(parseToken(token)).toEqual(text);
    }),
  );
  for (const wrong of ["", "g1.", "g1.%%%", "g1.e30", "eyJhIjoxfQ"])
    expect(() => parseToken(wrong)).toThrow(/not a token/);
});

test("compiling is rendering as the server does it", () => {
  const text = fc.string().map((raw) => raw.replaceAll("{{", ""));
  fc.assert(
    fc.property(text, text, (content, value) => {
      const messages = [{ role: "user" as const, content: `${content} {{a}} \\{{b}}` }];
      expect({ ok: true, messages: compileMessages("p v1", messages, { a: value }, {}) }).toEqual(
        renderMessages({ messages }, { a: value }),
      );
    }),
  );
});

test("an error of compiling names every variable, and no value", () => {
  const messages = [{ role: "user" as const, content: "{{a}} {{b}} {{c}}" }];
  expect(() => compileMessages("support/triage v3", messages, { c: "secret" }, {})).toThrow(
    'support/triage v3 needs the variables “a”, “b”. Pass it to compile, for example compile({ "a": … }).',
  );
  expect(() => compileMessages("p v1", [{ role: "user", content: "{{a" }], {}, {})).toThrow(
    /never closed/,
  );
  const long = { a: "x".repeat(2_000_001) };
  expect(() => compileMessages("p v1", [{ role: "user", content: "{{a}}" }], long, {})).toThrow(
    /at most 2 MB/,
  );
});

test.each([
  [
    { prompt_tokens: 10, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } },
    10,
    4,
    2,
  ],
  [{ input_tokens: 10, output_tokens: 2, input_tokens_details: { cached_tokens: 4 } }, 10, 4, 2],
  [
    {
      input_tokens: 3,
      cache_read_input_tokens: 4,
      cache_creation_input_tokens: 3,
      output_tokens: 2,
    },
    10,
    4,
    2,
  ],
  [{ inputTokens: 10, cachedInputTokens: 4, outputTokens: 2 }, 10, 4, 2],
])("usage %j is understood", (usage, inputTokens, cachedInputTokens, outputTokens) => {
  expect(usageOf({ usage })).toMatchObject({ inputTokens, cachedInputTokens, outputTokens });
});

test("what was written to a cache is told, which costs more than other input", () => {
  const anthropic = { input_tokens: 3, cache_creation_input_tokens: 7, output_tokens: 2 };
  expect(usageOf({ usage: anthropic })).toMatchObject({ inputTokens: 10, cacheWriteTokens: 7 });
  const aiSdk = { inputTokens: 10, inputTokenDetails: { cacheWriteTokens: 7 }, outputTokens: 2 };
  expect(usageOf({ usage: aiSdk })).toMatchObject({ inputTokens: 10, cacheWriteTokens: 7 });
});

test("usage that is not there is not 0", () => {
  for (const answer of ["text", null, {}, { usage: {} }, { usage: { prompt_tokens: "many" } }])
    expect(usageOf(answer)).toEqual({});
});
