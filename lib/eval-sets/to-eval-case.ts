import type { Actor } from "@/lib/auth/actor";
import type { EvalCase, VisibleCase } from "./eval-case";
import type { CaseRow } from "./scan-cases";
import { visibleCases } from "./visible-cases";

export type NameSegments = (row: CaseRow) => string[];

/** A stored case as this actor may see it; every answer with cases goes through here. */
export function toEvalCase(actor: Actor, row: CaseRow, nameSegments: NameSegments): EvalCase {
  if (!visibleCases(actor).shows(row)) return { withheld: true, split: "holdout" };
  return toVisibleCase(row, nameSegments);
}

/** Only for rows that the actor was found to see. */
export function toVisibleCase(row: CaseRow, nameSegments: NameSegments): VisibleCase {
  const { caseId, split, kind, input, expected, attributes, assertions, steps, promptfoo } = row;
  const { language, inputLength, since } = row;
  return {
    withheld: false,
    caseId,
    split,
    kind,
    input,
    expected,
    attributes,
    assertions,
    steps: steps ?? null,
    promptfoo,
    language,
    inputLength,
    since,
    segments: nameSegments(row),
  };
}
