import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { invalid, notFound } from "@/lib/http/app-error";
import { loadEvidenceChanges } from "@/lib/reviews/evidence/load-evidence-changes";
import type { ReleaseApproval } from "@/lib/reviews/evidence/release-evidence-contract";
import {
  findReview,
  listAuthors,
  listPeople,
  selectReviews,
  tallyRow,
} from "@/lib/reviews/load-review";
import type { DecisionRow } from "@/lib/reviews/review-row";
import { applyWaivers } from "@/lib/reviews/waivers/apply-waivers";
import { loosenedIn } from "@/lib/specs/evidence/diff-evidence";
import type { Gate } from "@/lib/specs/gates/gate-contract";

export interface Approvals {
  /** What is written down of the approvals that count. */
  approvals: ReleaseApproval[];
  /** The same gates with the waivers of the same review that count. */
  waive: (gates: readonly Gate[]) => Gate[];
  review: { id: string; number: number; title: string } | null;
  approvedBy: { id: string; name: string }[];
  changesRequestedBy: { id: string; name: string }[];
  /** What was loosened since approvals that do not count for it, in sentences. */
  loosened: string[];
}

interface Target {
  version: { id: string; promptId: string; number: number; contentHash: string };
  environment: { id: string; name: string };
  /** Id or number of a review. */
  named: string | undefined;
}

const OPEN = ["open", "approved", "changes_requested"] as const;
const MOST_REVIEWS = 100;

/**
 * Whose word counts for this version in this environment, now: the approvals of the review named (or the
 * newest that is approved). A change request counts from every open review of the version, so that a second
 * review is no way around it.
 */
export async function loadApprovals(
  actor: Actor,
  { version, environment, named }: Target,
  from: Tx | typeof db = db,
): Promise<Approvals> {
  const rows = await selectReviews(
    { versionId: version.id, environmentId: environment.id, state: { in: [...OPEN] } },
    MOST_REVIEWS,
    from,
  );
  const people = await listPeople(actor.projectId, from);
  const authors = await listAuthors(version.promptId, version.contentHash, from);
  const changes = await loadEvidenceChanges(rows, from);
  const reviews = rows.map((row) => ({ row, tally: tallyRow(row, people, authors, changes) }));
  const review = named
    ? reviews.find(({ row }) => row.id === named || String(row.number) === named)
    : (reviews.find(({ tally }) => tally.state === "approved") ?? reviews[0]);
  if (named && !review) throw await refusalOf(actor, named, version.number, environment.name, from);
  const peopleOf = (decisions: readonly DecisionRow[]) =>
    [...new Set(decisions.map(({ userId }) => userId))].flatMap((id) => {
      const person = people.find((one) => one.id === id);
      return person ? [{ id, name: person.name }] : [];
    });
  return {
    approvals: (review?.tally.approvals ?? []).map((one) => ({
      decision: one.id,
      by: { id: one.userId, name: one.userName },
      at: one.createdAt.toISOString(),
      body: one.body,
      nothingMeasured: one.nothingMeasured,
    })),
    waive: (gates) =>
      applyWaivers(gates, review?.row.waivers ?? [], {
        contentHash: version.contentHash,
        authorIds: authors,
        people,
        now: new Date(),
      }),
    review: review
      ? { id: review.row.id, number: review.row.number, title: review.row.title }
      : null,
    approvedBy: peopleOf(review?.tally.approvals ?? []),
    changesRequestedBy: peopleOf(reviews.flatMap(({ tally }) => tally.changeRequests)),
    loosened: [
      ...new Set(
        (review?.tally.loosened ?? []).flatMap(({ id }) =>
          loosenedIn(changes.get(id) ?? []).map(({ sentence }) => sentence),
        ),
      ),
    ],
  };
}

async function refusalOf(
  actor: Actor,
  named: string,
  version: number,
  environment: string,
  from: Tx | typeof db,
) {
  const review = await findReview(actor, named, from);
  if (!review) return notFound(`The review ${named}`);
  if (review.state === "released") {
    return invalid("review", `Review ${review.number} has been released already.`);
  }
  return invalid(
    "review",
    `Review ${review.number} is not an open review of v${version} for ${environment}.`,
  );
}
