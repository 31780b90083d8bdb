import { CaseInput } from "@/lib/eval-sets/case-content";
import { textOf } from "@/lib/runs/recorded-output";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { InputDifference } from "./diff-inputs";
import type { OutputsPreview } from "./import-contract";
import type { OutputRow } from "./match-cases";
import type { MatchedRow, OutputsSink } from "./match-outputs";

/** Rows that are scored. */
export const SAMPLE_ROWS = 100;
/** Rows with other inputs than their case that are shown with both. */
const DIFFERING = 20;
const TEXT_LENGTH = 200;
/** As many as one answer can carry. */
const MOST_CASES = 1_000;
const MOST_CHARACTERS = 1_000_000;

/** What a preview tells of all rows, counted while they pass by. */
export interface OutputsFacts {
  /** The first matched rows. */
  first: MatchedRow[];
  matchedCases: number;
  differing: OutputsPreview["differing"]["rows"];
  unknownCases: OutputsPreview["unknownCases"];
  values: OutputsPreview["values"];
  latenciesMs: readonly number[];
  meanCostUsd: number | null;
}

export function makeOutputsTally(): OutputsSink & { facts: () => OutputsFacts } {
  const first: MatchedRow[] = [];
  const differing: OutputsFacts["differing"] = [];
  const unknownCases: OutputsFacts["unknownCases"] = { count: 0, cases: [] };
  const latenciesMs: number[] = [];
  const values = {
    ...{ latencyMs: 0, costUsd: 0, tokens: 0, errors: 0 },
    ...{ passLabels: 0, failLabels: 0, modelLabels: 0 },
  };
  let matchedCases = 0;
  let costUsd = 0;
  let characters = 0;
  const add = (row: MatchedRow) => {
    const { output, repeat, differs } = row;
    if (first.length < SAMPLE_ROWS) first.push(row);
    if (repeat === 1) matchedCases += 1;
    if (differs && differing.length < DIFFERING) {
      differing.push({
        row: output.row,
        case: row.case.caseId,
        inputs: differs.map(beginningOf),
      });
    }
    if (typeof output.latencyMs === "number") latenciesMs.push(output.latencyMs);
    costUsd += output.costUsd ?? 0;
    for (const value of valuesOf(output)) values[value] += 1;
  };
  return {
    addMatched: (rows) => rows.forEach(add),
    addUnknown({ case: id, inputs }) {
      if (inputs === undefined) return;
      unknownCases.count += 1;
      if (unknownCases.count > MOST_CASES || characters > MOST_CHARACTERS) return;
      characters += JSON.stringify(inputs).length;
      if (characters > MOST_CHARACTERS) return;
      const input = CaseInput.safeParse(inputs);
      if (!input.success) return;
      unknownCases.cases.push({ ...(id === undefined ? {} : { id }), input: input.data });
    },
    facts: () => ({
      ...{ first, matchedCases, differing, unknownCases, values, latenciesMs },
      meanCostUsd: values.costUsd > 0 ? costUsd / values.costUsd : null,
    }),
  };
}

/** What a row says. */
function valuesOf(output: OutputRow): (keyof OutputsPreview["values"])[] {
  const { latencyMs, costUsd, tokens, error, label, hasModelLabel } = output;
  return [
    ...((latencyMs ?? null) === null ? [] : ["latencyMs" as const]),
    ...((costUsd ?? null) === null ? [] : ["costUsd" as const]),
    ...((tokens?.input ?? tokens?.output ?? null) === null ? [] : ["tokens" as const]),
    ...(error ? ["errors" as const] : []),
    ...(label === "pass" ? ["passLabels" as const] : []),
    ...(label === "fail" ? ["failLabels" as const] : []),
    ...(hasModelLabel ? ["modelLabels" as const] : []),
  ];
}

function beginningOf({ name, inRow, inCase }: InputDifference) {
  const start = (value: JsonValue) => textOf(value).slice(0, TEXT_LENGTH);
  return { name, inRow: start(inRow), inCase: inCase === undefined ? null : start(inCase) };
}
