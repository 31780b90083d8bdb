import type { Outcome } from "@/lib/runs/contract";
import type { Score } from "@/lib/scorers/contract";
import { caseOutcome, countAnswers } from "./case-outcome";
import type { MatrixCell } from "./matrix-contract";

export interface CellResult {
  outcome: Outcome;
  /** Cut to 200 characters. */
  output: string | null;
  scores: Score[];
  error: string | null;
  latencyMs: number | null;
  categoryId: string | null;
  category: string | null;
  humanLabel: MatrixCell["humanLabel"];
  isOtherInput: boolean;
  steps: MatrixCell["steps"];
}

const LONGEST_ANSWER = 100;
const LONGEST_INPUT = 160;

/** The repeats of one case in one run as a cell; what it shows is the first repeat with its verdict. */
export function toCell(repeats: readonly CellResult[]): MatrixCell | null {
  const outcome = caseOutcome(countAnswers(repeats));
  const shown = repeats.find((each) => each.outcome === outcome) ?? repeats[0];
  if (!shown) return null;
  const latencies = repeats.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]));
  const answer = answerOf(shown);
  return {
    outcome,
    answer: answer === null ? null : answer.slice(0, LONGEST_ANSWER),
    isAnswerCut: (answer?.length ?? 0) > LONGEST_ANSWER,
    repeats: repeats.length,
    passed: repeats.filter((each) => each.outcome === "passed").length,
    latencyMs: latencies.length > 0 ? Math.round(mean(latencies)) : null,
    reason: shown.error ?? shown.scores.find(({ passed }) => passed === false)?.reason ?? null,
    category:
      shown.categoryId && shown.category ? { id: shown.categoryId, name: shown.category } : null,
    humanLabel: shown.humanLabel,
    isOtherInput: repeats.some(({ isOtherInput }) => isOtherInput),
    steps: shown.steps,
  };
}

/** The label that was wanted where one is scored, else what the case expects, in short. */
export function expectedPreview(expected: unknown, repeats: readonly CellResult[]): string | null {
  const label = repeats.flatMap(({ scores }) => labelsOf(scores))[0]?.details?.expected;
  if (typeof label === "string") return label.slice(0, LONGEST_ANSWER);
  if (expected === null || expected === undefined) return null;
  const text = typeof expected === "string" ? expected : JSON.stringify(expected);
  return text.replace(/\s+/g, " ").trim().slice(0, LONGEST_ANSWER);
}

/** The wrong label where a label is wrong, else the first label, else the output. */
function answerOf({ scores, output }: CellResult): string | null {
  const labels = labelsOf(scores);
  const actual = (labels.find(({ passed }) => !passed) ?? labels[0])?.details?.actual;
  return typeof actual === "string" ? actual : output;
}

const labelsOf = (scores: readonly Score[]) =>
  scores.flatMap((score) => (score.kind === "label" && score.status === "scored" ? [score] : []));

/** The longest text of an input: what people know a case by. */
export function inputPreview(input: Record<string, unknown>): string {
  const texts = Object.values(input).map((value) =>
    typeof value === "string" ? value : JSON.stringify(value ?? ""),
  );
  const longest = texts.reduce((best, text) => (text.length > best.length ? text : best), "");
  return longest.replace(/\s+/g, " ").trim().slice(0, LONGEST_INPUT);
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
