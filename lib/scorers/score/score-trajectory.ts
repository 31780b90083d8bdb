import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, type Finding, notMeasured, scored } from "@/lib/scorers/finding";
import { parseExpectedCalls } from "./match-tool-calls";

type Match = ScorerOf<"trajectory">["config"]["match"];

/** The tools that were called, in their order, against a list; without one, against what the case expects. */
export function scoreTrajectory(spec: ScorerOf<"trajectory">, candidate: Candidate): Finding {
  const { match } = spec.config;
  const sequence =
    spec.config.tools ?? parseExpectedCalls(candidate.expected)?.map(({ name }) => name) ?? null;
  if (!sequence) {
    return notMeasured(
      "This case does not say which tools to call: set expected to a list of names, or set tools on the scorer.",
    );
  }
  if (candidate.toolCalls === undefined) {
    return notMeasured("It is not known which tools this answer called.");
  }
  const actual = candidate.toolCalls.map(({ name }) => name);
  const passed = matchesTrajectory(actual, sequence, match);
  const details = { expected: showPath(sequence), actual: showPath(actual) };
  const reason = passed
    ? `calls ${details.actual}`
    : `expected ${phrases[match]} ${details.expected}, got ${details.actual}`;
  return scored(passed, reason, { details });
}

/**
 * - `exact`: the same calls in the same order.
 * - `in-order`: the wanted calls in their order, others may stand between them.
 * - `unordered`: the same calls in any order.
 * - `subset`: no call beyond the wanted ones, each at most as often.
 * - `superset`: at least the wanted calls, each at least as often.
 */
export function matchesTrajectory(
  actual: readonly string[],
  sequence: readonly string[],
  match: Match,
): boolean {
  switch (match) {
    case "exact":
      return actual.length === sequence.length && actual.every((name, at) => name === sequence[at]);
    case "in-order": {
      let at = 0;
      for (const name of actual) if (name === sequence[at]) at += 1;
      return at === sequence.length;
    }
    case "unordered":
      return isWithin(actual, sequence) && isWithin(sequence, actual);
    case "subset":
      return isWithin(actual, sequence);
    case "superset":
      return isWithin(sequence, actual);
  }
}

/** Every name of the first list occurs in the second, as often. */
function isWithin(few: readonly string[], many: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const name of many) left.set(name, (left.get(name) ?? 0) + 1);
  return few.every((name) => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count > 0;
  });
}

const phrases: Record<Match, string> = {
  exact: "exactly",
  "in-order": "in this order",
  unordered: "in any order",
  subset: "nothing but",
  superset: "at least",
};

function showPath(names: readonly string[]): string {
  if (names.length === 0) return "no call";
  const shown = names.slice(0, 12).join(" → ");
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}
