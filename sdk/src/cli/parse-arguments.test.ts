import { expect, test } from "vitest";
import { parseArguments } from "./parse-arguments";

const env = { GALLEY_URL: "https://galley.test", GALLEY_API_KEY: "k", GALLEY_PROJECT: "" };
const parse = (line: string, more = {}) =>
  parseArguments(line.split(" ").filter(Boolean), { ...env, ...more });

test("what is not said is the newest version over development cases, for half an hour", () => {
  expect(parse("eval --prompt a/b --set s --wait")).toMatchObject({
    ...{ prompt: "a/b", set: "s", version: "latest", split: "development", wait: true },
    ...{ url: "https://galley.test", apiKey: "k", project: undefined, margin: 0 },
    ...{ minPassRate: undefined, timeoutMs: 1_800_000 },
  });
});

test("options are read, and win over the environment", () => {
  const line =
    "eval --prompt a --version staging --set s --split holdout --baseline production --margin 0.02 --min-pass-rate 0.9 " +
    "--model openai/org/gpt --repeats 3 --max-cost 1.5 --timeout 5 --wait --url http://x --api-key z --project p";
  expect(parse(line)).toMatchObject({
    ...{ version: "staging", split: "holdout", baseline: "production", margin: 0.02 },
    ...{ minPassRate: 0.9, model: { provider: "openai", name: "org/gpt" }, repeats: 3 },
    ...{ maxCostUsd: 1.5, timeoutMs: 300_000, url: "http://x", apiKey: "z", project: "p" },
  });
});

test.each(["", "help", "--help", "-h", "eval --help"])("“%s” shows the help", (line) => {
  expect(parse(line)).toBe("help");
});
test("--version alone is the package's", () => expect(parse("--version")).toBe("version"));

const good = "eval --prompt a --set s --wait";
test.each([
  ["run", {}, /no command “run”, only eval/],
  ["eval --set s", {}, /Name the prompt: --prompt/],
  [good, { GALLEY_URL: "" }, /Set GALLEY_URL/],
  [good, { GALLEY_API_KEY: undefined }, /Set GALLEY_API_KEY to a key with the scopes/],
  [`${good} --foo`, {}, /Unknown option '--foo'. See galley help/],
  [`${good} word`, {}, /Unexpected argument 'word'/],
  [`${good} --split=`, {}, /--split is empty/],
  ["eval --prompt a --repeats 2", {}, /--repeats needs --set/],
  ["eval --prompt a --baseline 2", {}, /--baseline needs --set/],
  ["eval --prompt a --set s --junit f", {}, /--junit needs --wait/],
  [`${good} --margin 0.1`, {}, /--margin needs --baseline/],
  [`${good} --json --markdown -`, {}, /both write to stdout/],
  [`${good} --min-pass-rate 90`, {}, /--min-pass-rate is a number above 0, at most 1, like 0.9/],
  [`${good} --max-cost free`, {}, /--max-cost is a number above 0/],
  [`${good} --timeout 0`, {}, /--timeout is a number above 0/],
  [`${good} --model gpt`, {}, /--model is a connection and its model/],
])("%s is refused in one sentence", (line, more, message) => {
  expect(() => parse(line, more)).toThrow(message);
});
