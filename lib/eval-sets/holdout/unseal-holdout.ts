import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Surroundings } from "@/lib/db/around";
import { factsOf } from "@/lib/eval-sets/case-state";
import { type EvalSetDetail, UnsealHoldout } from "@/lib/eval-sets/contract";
import { getEvalSet } from "@/lib/eval-sets/reads";
import { findHoldoutRows } from "@/lib/eval-sets/scan-cases";
import { writeCases } from "@/lib/eval-sets/write-cases";
import { formatCountOf } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";

/**
 * Opens the whole holdout: its cases move to development in a new revision, and looks are counted anew for the
 * next one. What was open once cannot be sealed again.
 */
export async function unsealHoldout(
  actor: Actor,
  name: string,
  input: UnsealHoldout,
  surroundings?: Surroundings,
): Promise<EvalSetDetail> {
  authorize(actor, { scope: "admin", role: "admin" });
  const { reason } = UnsealHoldout.parse(input);
  await writeCases(
    actor,
    name,
    async (tx, set) => {
      const rows = await findHoldoutRows(tx, set.id);
      if (rows.length === 0) {
        throw new AppError("conflict", `The eval set “${name}” has no holdout to unseal.`);
      }
      return {
        summary: `Holdout unsealed, ${formatCountOf(rows.length, "case")} moved to development: ${reason}`,
        close: rows.map(({ id }) => id),
        insert: rows.map(({ caseId, position, input, expected, kind, attributes, ...rest }) => {
          const { assertions, promptfoo } = rest;
          const split = "development" as const;
          const content = { input, expected, kind, split, attributes, assertions, promptfoo };
          return { ...content, ...factsOf(content), caseId, position };
        }),
        added: 0,
        updated: rows.length,
        removed: 0,
        unsealed: rows.length,
        unsealing: reason,
      };
    },
    surroundings,
  );
  return getEvalSet(actor, name);
}
