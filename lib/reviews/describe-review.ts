import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import {
  type ChangesSince,
  loadEvidenceChanges,
} from "@/lib/reviews/evidence/load-evidence-changes";
import type { EvidenceChange } from "@/lib/specs/evidence/definitions-contract";
import { loosenedIn } from "@/lib/specs/evidence/diff-evidence";
import { closedGates } from "@/lib/specs/gates/closed-gates";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import type { ReviewListItem } from "./contract";
import { gatesOfReview } from "./gates-of-review";
import { countGates } from "./load-gates";
import {
  authorsByContent,
  authorsOf,
  listPeople,
  mayReview,
  type People,
  tallyRow,
} from "./load-review";
import type { DecisionRow, ReviewRow } from "./review-row";
import type { Tally } from "./review-state";
import { reviewerState } from "./reviewer-state";
import type { GatesAsOf, ReviewDecision } from "./state-contract";
import { whoseTurn } from "./whose-turn";

export interface DescribedReview {
  row: ReviewRow;
  item: ReviewListItem;
  gates: Gate[];
  gatesAsOf: GatesAsOf;
  decisions: ReviewDecision[];
  authorIds: ReadonlySet<string>;
  changes: ChangesSince;
}

/** What a list and a page say of reviews. Gates are read only while a review is under way. */
export async function describeReviews(
  actor: Actor,
  rows: readonly ReviewRow[],
): Promise<DescribedReview[]> {
  const [people, authors, rollbacks, changes] = await Promise.all([
    listPeople(actor.projectId),
    authorsByContent(rows.map(contentOf)),
    rollbacksOf(rows),
    loadEvidenceChanges(rows),
  ]);
  return Promise.all(
    rows.map((row) => {
      const authorIds = authorsOf(authors, contentOf(row));
      const tally = tallyRow(row, people, authorIds, changes);
      return describeReview(actor, { row, tally, people, authorIds, rollbacks, changes });
    }),
  );
}

interface Facts {
  row: ReviewRow;
  tally: Tally<DecisionRow>;
  people: readonly People[];
  authorIds: ReadonlySet<string>;
  /** The number of the release that took one back, by the id of what was taken back. */
  rollbacks: ReadonlyMap<string, number>;
  changes: ChangesSince;
}

async function describeReview(actor: Actor, facts: Facts): Promise<DescribedReview> {
  const { row, tally, people, authorIds, changes } = facts;
  const { gates, gatesAsOf, approvals } = await gatesOfReview(actor, row, { authorIds, people });
  const frozenIds = approvals?.map(({ decision }) => decision);
  const decisions = row.decisions.map((one) => {
    const decision = toDecision(one, row, tally, changes.get(one.id));
    // Who may review changes later; what the release was decided on does not.
    if (!frozenIds?.includes(one.id)) return decision;
    return { ...decision, standing: "counts" as const, isStale: false, loosened: [] };
  });
  const approvalIds = frozenIds ?? tally.approvals.map(({ id }) => id);
  const pick = (ids: readonly string[]) => decisions.filter(({ id }) => ids.includes(id));
  const isDone = tally.state === "released" || tally.state === "closed";
  const closed = row.environment.requiresGates ? closedGates(gates).length : 0;
  const release = releaseOf(facts);
  const item: ReviewListItem = {
    ...headOf(row),
    state: tally.state,
    approvals: pick(approvalIds),
    approvalsRequired: row.environment.requiredApprovals,
    changeRequests: pick(tally.changeRequests.map(({ id }) => id)),
    reviewers: reviewersOf(facts, approvalIds),
    turn: asSeenBy(actor, turnOf(facts, { closed, release })),
    openThreads: row.comments.length,
    release,
    gates: isDone && gates.length === 0 ? null : { ...countGates(gates), closed },
  };
  return { row, item, gates, gatesAsOf, decisions, authorIds, changes };
}

const headOf = (row: ReviewRow) => ({
  id: row.id,
  number: row.number,
  title: row.title,
  prompt: row.prompt.name,
  version: row.version.number,
  environment: row.environment.name,
  ticketUrl: row.ticketUrl,
  requestedBy: { id: row.requestedById, name: row.requestedByName },
  author: { id: row.version.authorId, name: row.version.authorName },
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
});

function releaseOf({ row, rollbacks }: Facts): ReviewListItem["release"] {
  const [last] = row.releases;
  if (!last) return null;
  return {
    number: last.number,
    releasedAt: last.releasedAt.toISOString(),
    rolledBackBy: rollbacks.get(last.id) ?? null,
  };
}

function reviewersOf(
  { row, tally, people, authorIds }: Facts,
  approvalIds: readonly string[],
): ReviewListItem["reviewers"] {
  const deciderOf = (id: string) => row.decisions.find((one) => one.id === id)?.userId ?? "";
  const approverIds = new Set(approvalIds.map(deciderOf));
  const objectorIds = new Set(tally.changeRequests.map(({ userId }) => userId));
  const staleIds = staleApprovers(row, tally);
  return row.reviewers.map((one) => ({
    person: { id: one.userId, name: one.userName },
    state: reviewerState(one.userId, { people, authorIds, approverIds, objectorIds, staleIds }),
    namedBy: { id: one.namedById, name: one.namedByName },
    namedAt: one.namedAt.toISOString(),
  }));
}

/** Whoever asks stands first among those whose turn it is: the first of them is shown. */
function asSeenBy(actor: Actor, turn: ReturnType<typeof whoseTurn>): ReviewListItem["turn"] {
  const isMe = ({ id }: { id: string | null }) => id !== null && id === actor.userId;
  return {
    ...turn,
    people: turn.people.toSorted((one, two) => Number(isMe(two)) - Number(isMe(one))),
    isYours: turn.people.some(isMe),
  };
}

const contentOf = ({ promptId, version }: ReviewRow) => ({
  promptId,
  contentHash: version.contentHash,
});

/** The release that took each one back, by the id of what was taken back. */
async function rollbacksOf(rows: readonly ReviewRow[]): Promise<Map<string, number>> {
  const ids = rows.flatMap(({ releases }) => releases.map(({ id }) => id));
  if (ids.length === 0) return new Map();
  const rollbacks = await db.release.findMany({
    where: { rollbackOfId: { in: ids } },
    orderBy: { number: "asc" },
    select: { number: true, rollbackOfId: true },
  });
  return new Map(rollbacks.map(({ number, rollbackOfId }) => [rollbackOfId ?? "", number]));
}

function toDecision(
  one: DecisionRow,
  row: ReviewRow,
  tally: Tally<DecisionRow>,
  changes: readonly EvidenceChange[] = [],
): ReviewDecision {
  const loosened = loosenedIn(changes);
  return {
    id: one.id,
    kind: one.kind,
    by: { id: one.userId, name: one.userName },
    version: one.version,
    contentHash: one.contentHash,
    body: one.body,
    at: one.createdAt.toISOString(),
    liftedAt: one.liftedAt?.toISOString() ?? null,
    standing: tally.standings.get(one.id) ?? "lifted",
    nothingMeasured: one.nothingMeasured,
    isStale: one.contentHash !== row.version.contentHash || loosened.length > 0,
    loosened: loosened.map(({ sentence }) => sentence),
  };
}

const staleApprovers = (row: ReviewRow, tally: Tally<DecisionRow>): Set<string> =>
  new Set(
    row.decisions
      .filter(({ id, kind }) => kind === "approval" && tally.standings.get(id) === "stale")
      .map(({ userId }) => userId),
  );

function turnOf(
  { row, tally, people, authorIds }: Facts,
  { closed, release }: { closed: number; release: ReviewListItem["release"] },
) {
  const named = (chosen: readonly People[]) => chosen.map(({ id, name }) => ({ id, name }));
  return whoseTurn({
    state: tally.state,
    version: row.version.number,
    contentHash: row.version.contentHash,
    author: { id: row.version.authorId, name: row.version.authorName },
    requestedBy: { id: row.requestedById, name: row.requestedByName },
    reviewers: named(people.filter((one) => mayReview(one) && !authorIds.has(one.id))),
    namedIds: new Set(row.reviewers.map(({ userId }) => userId)),
    releasers: named(people.filter((one) => hasRole(one, row.environment.releaseRole))),
    admins: named(people.filter(({ role }) => role === "admin")),
    environment: row.environment.name,
    required: row.environment.requiredApprovals,
    approvals: tally.approvals,
    changeRequests: tally.changeRequests,
    staleApprovers: staleApprovers(row, tally),
    closedGates: closed,
    release,
  });
}
