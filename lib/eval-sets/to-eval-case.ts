import type { Actor } from "@/lib/auth/actor";
import { canSeeHoldout } from "@/lib/auth/authorize";
import type { EvalCase, VisibleCase } from "./eval-case";
import type { CaseRow } from "./scan-cases";

export type NameSegments = (row: CaseRow) => string[];

/** A stored case as this actor may see it; every answer with cases goes through here. */
export function toEvalCase(actor: Actor, row: CaseRow, nameSegments: NameSegments): EvalCase {
  if (row.withheld && !canSeeHoldout(actor)) {
    return { withheld: true, split: "holdout", kind: row.kind };
  }
  return toVisibleCase(row, nameSegments);
}

/** Only for rows that the actor was found to see. */
export function toVisibleCase(row: CaseRow, nameSegments: NameSegments): VisibleCase {
  const { caseId, split, kind, input, expected, attributes, language, inputLength, since } = row;
  return {
    withheld: false,
    caseId,
    split,
    kind,
    input,
    expected,
    attributes,
    language,
    inputLength,
    since,
    segments: nameSegments(row),
  };
}
