import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { canSeeHoldout } from "@/lib/auth/authorize";
import { Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import type { HoldoutChoice, Split } from "./case-content";
import { LEAST_GROUP } from "./least-group";

/**
 * SQL over `c` (eval_case): whether the row is held out. So is a case in the older revisions in which it
 * still was in development; otherwise an old revision would show what is held out now.
 */
export const isHeldOut = Prisma.sql`(c.split = 'holdout' or (c.until_revision is not null and exists (
  select 1 from eval_case l where l.eval_set_id = c.eval_set_id and l.case_id = c.case_id
    and l.since_revision > c.since_revision and l.split = 'holdout')))`;

/** What somebody may see of eval cases, of their results and of everything that is derived from them. */
export interface VisibleCases {
  /** Each holdout case with its content; without it, the holdout is told as a whole only. */
  hasHoldout: boolean;
  /** SQL over `c` (eval_case): the rows that may be shown. */
  where: Prisma.Sql;
  /** Whether a case or a result of this split may be shown. */
  shows: (row: { split: Split } | { withheld: boolean }) => boolean;
  /** Throws 403 for a row that may not be shown. */
  require: (row: { withheld: boolean }) => void;
  /** A count of cases of this split that nobody chose; null: 1 to 4 cases that may not be shown. */
  tellCount: (split: Split, n: number) => number | null;
}

/** The one answer to "what may this actor see of these cases"; every read of them asks here. */
export function visibleCases(actor: Actor): VisibleCases {
  return canSeeHoldout(actor) ? allCases : publicCases;
}

/**
 * What a file may hold: nothing that is held out, unless an admin asks for it. A file leaves, and nobody can
 * tell later who reads it.
 */
export function exportableCases(actor: Actor, holdout: HoldoutChoice): VisibleCases {
  if (holdout === "exclude") return publicCases;
  if (!canSeeHoldout(actor)) throw holdoutRefused();
  return allCases;
}

/** What everybody may see: for figures that are the same whoever reads them. */
export const publicCases: VisibleCases = {
  hasHoldout: false,
  where: Prisma.sql`not ${isHeldOut}`,
  shows: (row) => ("withheld" in row ? !row.withheld : row.split !== "holdout"),
  require: ({ withheld }) => {
    if (withheld) throw holdoutRefused();
  },
  tellCount: (split, n) => (split === "holdout" && n > 0 && n < LEAST_GROUP ? null : n),
};

const allCases: VisibleCases = {
  hasHoldout: true,
  where: Prisma.sql`true`,
  shows: () => true,
  require: () => {},
  tellCount: (_, n) => n,
};

/** Editors may put cases into the holdout; reading, changing or taking them out is for admins. */
export function holdoutRefused(): AppError {
  return new AppError(
    "forbidden",
    "Holdout cases are hidden: only an admin can read, change or unseal them.",
  );
}
