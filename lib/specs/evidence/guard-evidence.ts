import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import type { Around } from "@/lib/db/around";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { EvidenceChange } from "./definitions-contract";
import { diffEvidence, loosenedIn } from "./diff-evidence";
import { type Guarded, listGuarded } from "./list-guarded";
import { loadCaseChanges } from "./load-case-changes";
import { loadSpecDefinitions, type SpecDefinitions } from "./load-definitions";

/** What a write touches: the spec of one prompt, a set, a segment or a judge. */
export type Touched =
  | { promptId: string }
  | { evalSet: string }
  | { segment: string }
  | { judge: string };

/** Whether criteria of the prompt are decided by it. */
export const isTouched = ({ promptId, criteria }: Guarded, touched: Touched): boolean =>
  "promptId" in touched
    ? promptId === touched.promptId
    : // Sets name judges as criteria do: what they ask is compared before and after.
      "judge" in touched ||
      criteria.some((each: Criterion) =>
        "evalSet" in touched ? each.evalSet === touched.evalSet : each.segment === touched.segment,
      );

/**
 * The one check of everything that gates are decided by: below the role reviewer no write may loosen the
 * evidence of a prompt that is live in a protected environment or under review.
 */
export const guardEvidence =
  (actor: Actor, touched: Touched): Around =>
  async (tx, write) => {
    if (hasRole(actor, "reviewer")) return write();
    const { written, loosened } = await findLoosened(actor, touched, tx, write);
    const [first] = loosened;
    if (first) throw needsReviewer(actor, first);
    return written;
  };

export interface LoosenedEvidence extends Guarded {
  loosened: EvidenceChange[];
}

/** Before and after a write, in its own transaction, compared with the rule that makes approvals stale. */
export async function findLoosened<Value>(
  actor: Actor,
  touched: Touched,
  tx: Tx,
  write: () => Promise<Value>,
): Promise<{ written: Value; loosened: LoosenedEvidence[] }> {
  const guarded = (await listGuarded(actor.projectId, tx)).filter((one) => isTouched(one, touched));
  const before = new Map<Guarded, SpecDefinitions>();
  for (const one of guarded) before.set(one, await define(actor, one, tx));
  const written = await write();
  const all: LoosenedEvidence[] = [];
  for (const [one, then] of before) {
    const now = await define(actor, one, tx);
    const changes = diffEvidence(then, now, await loadCaseChanges(then, now, tx));
    const loosened = loosenedIn(changes);
    if (loosened.length > 0) all.push({ ...one, loosened });
  }
  return { written, loosened: all };
}

const define = (actor: Actor, { promptId }: Guarded, tx: Tx) =>
  loadSpecDefinitions(actor.projectId, promptId, tx);

const MOST_SENTENCES = 5;

function needsReviewer(
  actor: Actor,
  { prompt, environments, reviews, loosened }: LoosenedEvidence,
): AppError {
  const sentences = loosened.slice(0, MOST_SENTENCES).map(({ sentence }) => sentence);
  const guards = [
    ...(environments.length > 0 ? [`is live in ${environments.join(" and ")}`] : []),
    ...(reviews.length > 0
      ? [`is under review (${reviews.map((number) => `#${number}`).join(", ")})`]
      : []),
  ].join(" and ");
  return new AppError(
    "forbidden",
    `This loosens what ${prompt} is measured by, and it ${guards}: ${sentences.join(" ")} That needs the role reviewer; ${actor.name} has the role ${actor.role}. Ask a reviewer to make this change, or keep the evidence as it is and add to it.`,
  );
}
