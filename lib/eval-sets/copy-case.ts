import type { Actor } from "@/lib/auth/actor";
import { notFound } from "@/lib/http/app-error";
import { stateOfNewCase } from "./add-case";
import type { CaseChange } from "./eval-case";
import { getCaseChange } from "./reads";
import { findCaseRow } from "./scan-cases";
import { visibleCases } from "./visible-cases";
import { writeCases } from "./write-cases";

/** Adds a case with the same content under a generated id, to be edited from there. */
export async function copyCase(actor: Actor, name: string, caseId: string): Promise<CaseChange> {
  const { revision, changes } = await writeCases(actor, name, async (tx, set) => {
    const row = await findCaseRow(set.id, caseId, { tx });
    if (!row) throw notFound(`The case “${caseId}”`);
    visibleCases(actor).require(row);
    const { input, expected, kind, split, attributes, assertions, steps, promptfoo } = row;
    const content = { input, expected, kind, split, attributes, assertions, steps, promptfoo };
    const state = await stateOfNewCase(tx, set.id, content);
    return {
      summary:
        split === "holdout"
          ? "One holdout case duplicated"
          : `Case ${caseId} duplicated as ${state.caseId}`,
      close: [],
      insert: [state],
      added: 1,
      updated: 0,
      removed: 0,
    };
  });
  return getCaseChange(actor, name, revision, changes.insert[0]?.caseId ?? "");
}
