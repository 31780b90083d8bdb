import type { Actor } from "@/lib/auth/actor";
import type { Surroundings } from "@/lib/db/around";
import type { Tx } from "@/lib/db/client";
import { formatCount } from "@/lib/format-number";
import { notFound } from "@/lib/http/app-error";
import type { SetChange } from "./eval-case";
import { findCaseRows } from "./scan-cases";
import { visibleCases } from "./visible-cases";
import { type LockedSet, writeCases } from "./write-cases";

/** Takes cases out of the newest revision; older revisions and their runs keep them. */
export async function deleteCases(
  actor: Actor,
  name: string,
  caseIds: string[],
  surroundings?: Surroundings,
): Promise<SetChange> {
  const decide = async (tx: Tx, set: LockedSet) => {
    const rows = await findCaseRows(tx, set.id, caseIds);
    rows.forEach(visibleCases(actor).require);
    const missing = caseIds.find((id) => !rows.some(({ caseId }) => caseId === id));
    if (missing !== undefined) throw notFound(`The case “${missing}”`);
    const [first] = rows;
    return {
      summary:
        first && rows.length === 1
          ? first.split === "holdout"
            ? "One holdout case removed"
            : `Case ${first.caseId} removed`
          : `${formatCount(rows.length)} cases removed`,
      close: rows.map(({ id }) => id),
      insert: [],
      added: 0,
      updated: 0,
      removed: rows.length,
    };
  };
  const { revision, changes } = await writeCases(actor, name, decide, surroundings);
  return { revision, changed: changes.removed };
}
