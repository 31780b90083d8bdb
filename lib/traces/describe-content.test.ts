import { expect, test } from "vitest";
import { describeContent } from "./describe-content";
import { parseRange } from "./parse-range";
import { segmentsOf } from "./segments-of";
import { mondayOf, weekName } from "./store/partitions";

const GERMAN = "Ich wurde doppelt belastet und möchte mein Geld zurück.";

test.each([
  [GERMAN, "de", 55, GERMAN],
  [{ ticket: GERMAN, tier: "basic" }, "de", 60, `${GERMAN} basic`],
  [
    [
      { role: "system", content: "You are a helpful assistant who answers in English." },
      { role: "user", content: "Hallo" },
      { role: "assistant", content: "Hello" },
      { role: "user", content: [{ type: "text", text: GERMAN }] },
    ],
    "de",
    60,
    GERMAN,
  ],
  [{ messages: [{ role: "user", content: "👋" }] }, "und", 1, "👋"],
  [null, "und", 0, ""],
])("of %j: language, length and beginning", (input, language, inputLength, inputPreview) => {
  expect(describeContent(input, null, {})).toEqual({
    language,
    inputLength,
    inputPreview,
    outputPreview: "",
  });
});

test("an attribute that names the language wins over what the text looks like", () => {
  expect(describeContent(GERMAN, null, { language: "fr-CH" }).language).toBe("fr");
});

test("beginnings are short, on one line, and never half a character", () => {
  const { outputPreview } = describeContent(null, `a\n\n b${"👋".repeat(400)}`, {});
  expect(outputPreview.startsWith("a b👋")).toBe(true);
  expect(outputPreview.length).toBeLessThanOrEqual(300);
  expect(outputPreview.isWellFormed()).toBe(true);
});

test("segments see tokens, model and environment of a trace beside its attributes", () => {
  const trace = {
    attributes: { tier: "pro" },
    language: "de",
    inputLength: 900,
    environment: "production",
    model: "m",
    inputTokens: 1_317,
    cachedInputTokens: null,
    outputTokens: 58,
    toolCalls: 2,
  };
  const attribute = (name: string, operator: ">" | "=", value: number | string) => ({
    id: `${name} ${operator} ${value}`,
    condition: { subject: "attribute", attribute: name, operator, value } as never,
  });
  const segments = [
    attribute("input_tokens", ">", 1_000),
    attribute("cached_input_tokens", ">", 0),
    attribute("model", "=", "m"),
    attribute("tier", "=", "pro"),
    attribute("environment", "=", "staging"),
  ];
  expect(segmentsOf(segments, trace)).toEqual(["input_tokens > 1000", "model = m", "tier = pro"]);
});

test("a week's partition has the name of its ISO week", () => {
  const name = (day: string) => weekName(mondayOf(new Date(day)));
  expect(name("2026-11-22T23:59:59Z")).toBe("2026_w47");
  expect(name("2026-11-23T00:00:00Z")).toBe("2026_w48");
  expect(name("2027-01-03T00:00:00Z")).toBe("2026_w53");
  expect(name("2024-12-30T00:00:00Z")).toBe("2025_w01");
});

test("a range goes back from now, and from or to win over it", () => {
  const now = new Date("2026-11-22T12:00:00.000Z");
  expect(parseRange({ range: "24h" }, now)).toEqual({ from: new Date("2026-11-21T12:00:00.000Z") });
  expect(parseRange({ range: "24h", to: "2026-11-20T00:00:00.000Z" }, now)).toEqual({
    to: new Date("2026-11-20T00:00:00.000Z"),
  });
  expect(parseRange({}, now)).toEqual({});
});
