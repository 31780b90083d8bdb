import { parseArgs } from "node:util";
import type { Split } from "../../../lib/eval-sets/case-content";
import { GalleyError } from "../index";

const FLAGS = ["wait", "leave-running", "json", "help"] as const;
/** Those that are about one set, and mean nothing without it. */
const OF_A_SET = [
  ...(["split", "baseline", "margin", "min-pass-rate"] as const),
  ...(["model", "repeats", "concurrency", "max-cost"] as const),
];
const TEXTS = [
  ...(["prompt", "version", "set", "environment", "timeout", "junit", "markdown"] as const),
  ...(["url", "api-key", "project"] as const),
];

type Flag = (typeof FLAGS)[number];
type Name = (typeof OF_A_SET | typeof TEXTS)[number];
type Values = Partial<Record<Name, string> & Record<Flag, boolean>>;

/** Under the names of the command line what is taken as it was written. */
export interface EvalOptions
  extends Pick<
    Values,
    "set" | "baseline" | "environment" | "junit" | "markdown" | "project" | Flag
  > {
  apiKey: string;
  url: string;
  prompt: string;
  /** A number, `latest`, or an environment. */
  version: string;
  /** Galley refuses others. */
  split: Split;
  /** Fractions. */
  margin: number;
  minPassRate: number | undefined;
  model: { provider: string; name: string } | undefined;
  repeats: number | undefined;
  concurrency: number | undefined;
  maxCostUsd: number | undefined;
  timeoutMs: number;
}

export type Command = "help" | "version" | EvalOptions;

const OPTIONS = Object.fromEntries([
  ...FLAGS.map((name) => [name, { type: "boolean" as const }]),
  ...[...OF_A_SET, ...TEXTS].map((name) => [name, { type: "string" as const }]),
]);

const MINUTE_MS = 60_000;
/** Longer than this no timer of JavaScript waits. */
const MOST_MINUTES = 35_000;

/** Throws `bad_option` with one sentence that says what to change. */
export function parseArguments(
  [command = "help", ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Command {
  if (command === "--version") return "version";
  if (/^(?:help|--help|-h)$/.test(command)) return "help";
  if (command !== "eval") throw wrong(`There is no command “${command}”, only eval.`);
  const values = parseValues(args);
  if (values.help) return "help";
  checkTogether(values);
  const need = (value: string | undefined, message: string): string => {
    if (value) return value;
    throw wrong(message);
  };
  const key = values["api-key"] ?? env.GALLEY_API_KEY;
  return {
    ...values,
    prompt: need(values.prompt, "Name the prompt: --prompt support/triage."),
    url: need(values.url ?? env.GALLEY_URL, "Set GALLEY_URL to the address of Galley."),
    apiKey: need(key, "Set GALLEY_API_KEY to a key with the scopes evals:write and prompts:read."),
    project: values.project ?? (env.GALLEY_PROJECT || undefined),
    version: values.version ?? "latest",
    split: (values.split ?? "development") as Split,
    margin: parseNumber(values, "margin", 1) ?? 0,
    minPassRate: parseNumber(values, "min-pass-rate", 1),
    model: parseModel(values.model),
    repeats: parseNumber(values, "repeats"),
    concurrency: parseNumber(values, "concurrency"),
    maxCostUsd: parseNumber(values, "max-cost"),
    timeoutMs: MINUTE_MS * (parseNumber(values, "timeout", MOST_MINUTES) ?? 30),
  };
}

function parseValues(args: string[]): Values {
  try {
    const values: Values = parseArgs({ args, options: OPTIONS }).values;
    const empty = Object.entries(values).find(([, value]) => value === "");
    if (empty) throw new Error(`--${empty[0]} is empty`);
    return values;
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw wrong(`${sentence}. See galley help.`);
  }
}

function checkTogether(values: Values): void {
  const without = (other: Name | Flag, names: readonly Name[]) => {
    const name = values[other] ? undefined : names.find((one) => values[one] !== undefined);
    if (name) throw wrong(`--${name} needs --${other}.`);
  };
  without("set", OF_A_SET);
  without("wait", ["junit", "markdown", "min-pass-rate", "baseline"]);
  without("baseline", ["margin"]);
  if (values.json && values.markdown === "-") {
    throw wrong("--json and --markdown - both write to stdout.");
  }
}

/** Of counts Galley knows the most, and says so. */
function parseNumber(values: Values, name: Name, most = Infinity): number | undefined {
  if (values[name] === undefined) return undefined;
  const number = Number(values[name]);
  if (number > 0 && number <= most) return number;
  throw wrong(`--${name} is a number above 0${most === 1 ? ", at most 1, like 0.9" : ""}.`);
}

function parseModel(value: string | undefined): EvalOptions["model"] {
  const [, provider, name] = /^([^/]+)\/(.+)$/.exec(value ?? "") ?? [];
  if (value === undefined) return undefined;
  if (provider && name) return { provider, name };
  throw wrong("--model is a connection and its model: openai/gpt-4.1-mini.");
}

export const wrong = (message: string) => new GalleyError("bad_option", message);
