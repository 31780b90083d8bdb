"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { CaseKind, Split } from "@/lib/eval-sets/case-content";
import { CASE_KINDS } from "./case-kinds";

const SPLITS = ["development", "holdout"] as const satisfies readonly Split[];

/** What the page shows, all of it in the address. `caseId` "new" is a case that is being written. */
export function useCaseView() {
  const [state, setState] = useQueryStates({
    revision: parseAsInteger,
    split: parseAsStringLiteral(SPLITS),
    kind: parseAsStringLiteral<CaseKind>(CASE_KINDS),
    segment: parseAsString,
    q: parseAsString.withDefault(""),
    case: parseAsString,
  });
  const { revision, split, kind, segment, q } = state;
  return {
    ...state,
    caseId: state.case,
    filters: {
      ...(revision === null ? {} : { revision }),
      ...(split ? { split } : {}),
      ...(kind ? { kind } : {}),
      ...(segment ? { segment } : {}),
      ...(q ? { q } : {}),
    },
    isFiltered: Boolean(split || kind || segment || q),
    change: (next: { [Name in keyof typeof state]?: (typeof state)[Name] | null }) =>
      void setState(next),
  };
}

export type CaseView = ReturnType<typeof useCaseView>;
