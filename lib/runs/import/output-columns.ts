import { noColumn } from "@/lib/eval-sets/import/map-columns";
import { invalid } from "@/lib/http/app-error";
import type { ImportFile } from "@/lib/http/files/import-file";
import { parseHumanLabel } from "./human-label";
import { nameTarget, OUTPUT_FIELDS, type OutputTarget, parseTarget } from "./output-target";
import { hasPromptfooMark } from "./promptfoo-cell";

export type OutputTargets = ReadonlyMap<string, OutputTarget>;

interface Wish {
  /** Column → target, as somebody wrote it. */
  mapping: Readonly<Record<string, string>>;
  /** Of the set's cases. */
  variables: readonly string[];
  /** Whether names that are usual for something mean it. */
  suggest: boolean;
  /** Which of the texts in the file are ids of cases. */
  caseIds: ReadonlySet<string>;
}

/** What names mean in the files of others, without case, spaces, `_` and `-`. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  output: [
    ...["output", "answer", "completion", "response", "prediction", "actualoutput", "modeloutput"],
    ...["generated", "generation", "result", "outputtext"],
  ],
  latencyMs: ["latencyms", "latency", "ms", "durationms", "elapsedms", "responsetimems"],
  costUsd: ["costusd", "cost", "usd", "totalcost", "price"],
  inputTokens: ["inputtokens", "prompttokens", "tokensin"],
  cachedInputTokens: ["cachedinputtokens", "cachedtokens"],
  outputTokens: ["outputtokens", "completiontokens", "tokensout"],
  toolCalls: ["toolcalls"],
  error: ["error", "errormessage", "exception"],
  label: [
    "label",
    "humanlabel",
    "human",
    "verdict",
    "rating",
    "correct",
    "ok",
    "passed",
    "agentok",
  ],
};

/** What each column becomes. A mapping wins over a name, and a name of ours over a usual one. */
export function mapOutputColumns(file: ImportFile, wish: Wish): OutputTargets {
  const targets = new Map<string, OutputTarget>();
  const usedNames = new Set<string>();
  const take = (column: string, target: OutputTarget) => {
    const name = nameTarget(target);
    if (target.to !== "ignore" && usedNames.has(name)) return false;
    targets.set(column, target);
    usedNames.add(name);
    return true;
  };
  for (const [column, name] of Object.entries(wish.mapping)) {
    if (!take(column, targetNamed(column, name, file, wish))) {
      throw invalid("mapping", `Two columns become ${name}. Map one of them to ignore.`);
    }
  }
  const others = file.columns.filter((column) => !targets.has(column));
  for (const column of others) {
    const target = parseTarget(column, wish.variables);
    if (target && !isVariableAfterAll(column, target, file, wish)) take(column, target);
    else if (wish.variables.includes(column)) take(column, { to: "input", name: column });
  }
  if (wish.suggest)
    for (const [column, target] of suggestTargets(file, targets, wish)) take(column, target);
  return new Map(file.columns.map((column) => [column, targets.get(column) ?? { to: "ignore" }]));
}

/** Refuses a file of which no row could become a result. */
export function requireOutputColumns(targets: OutputTargets): void {
  const all = [...targets.values()];
  if (!all.some(({ to }) => to === "output" || to === "error")) {
    throw invalid("mapping", 'No column is the output. Map one: {"answer":"output"}.');
  }
  if (!all.some(({ to }) => to === "case" || to === "input")) {
    throw invalid(
      "mapping",
      'No column tells the case. Map one to case, or to a variable: {"question":"input.ticket"}.',
    );
  }
}

function targetNamed(column: string, name: string, file: ImportFile, { variables }: Wish) {
  if (!file.columns.includes(column)) {
    throw noColumn(column, file.columns);
  }
  const target = parseTarget(name, variables);
  if (target) return target;
  const fields = OUTPUT_FIELDS.join(", ");
  throw invalid("mapping", `“${name}” is no target. Use input.<variable>, ${fields}.`);
}

/** A set can have a variable `label` or `output`: what the cells say decides about the former. */
function isVariableAfterAll(column: string, target: OutputTarget, file: ImportFile, wish: Wish) {
  return target.to === "label" && wish.variables.includes(column) && !isLabels(file, column);
}

function* suggestTargets(
  file: ImportFile,
  targets: ReadonlyMap<string, OutputTarget>,
  { caseIds }: Wish,
): Generator<[string, OutputTarget]> {
  const free = file.columns.filter((column) => !targets.has(column));
  for (const [field, names] of Object.entries(USUAL)) {
    const to = OUTPUT_FIELDS.find((each) => each === field) ?? "ignore";
    for (const column of free) {
      if (!names.includes(column.toLowerCase().replaceAll(/[\s_-]/g, ""))) continue;
      if (to !== "label" || isLabels(file, column)) yield [column, { to }];
    }
  }
  for (const column of free) {
    const values = sampleOf(file, column);
    const ids = values.filter((text) => caseIds.has(text)).length;
    if (ids > 0 && ids * 2 >= values.length) yield [column, { to: "case" }];
    if (hasMarks(file, column)) yield [column, { to: "output" }];
  }
}

const isLabels = (file: ImportFile, column: string): boolean => {
  const values = sampleOf(file, column);
  return values.length > 0 && values.every((text) => parseHumanLabel(text) !== null);
};

/** Whether the cells are promptfoo's, with its verdicts. */
export function hasMarks(file: ImportFile, column: string): boolean {
  const values = sampleOf(file, column);
  return values.length > 0 && values.every(hasPromptfooMark);
}

/** The first values of a column, as texts. */
export function sampleOf(file: ImportFile, column: string): string[] {
  return file.sample.flatMap(({ cells }) => {
    const value = cells.get(column);
    if (value === undefined || value === null || value === "") return [];
    return [typeof value === "string" ? value : JSON.stringify(value)];
  });
}
