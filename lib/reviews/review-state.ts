import type { DecisionStanding, ReviewState } from "./contract";

export interface Decision {
  id: string;
  kind: "approval" | "change_request";
  userId: string;
  contentHash: string;
  liftedAt: Date | null;
  createdAt: Date;
}

export interface ReviewFacts {
  /** Of the version under review. */
  contentHash: string;
  /** Whoever wrote this content; their approval never counts. */
  authorIds: ReadonlySet<string>;
  /** Members who have the role reviewer or more now. */
  reviewerIds: ReadonlySet<string>;
  /** Approvals that the environment asks for. */
  required: number;
  releasedAt: Date | null;
  closedAt: Date | null;
}

export interface Tally<D extends Decision> {
  state: ReviewState;
  approvals: D[];
  changeRequests: D[];
  standings: Map<string, DecisionStanding>;
}

/**
 * What decisions amount to. An approval counts for one content hash, from somebody who did not write it and
 * may review now; a request for changes stands through new versions until its reviewer lifts it or approves.
 * A review is approved from one approval on, also where the environment asks for none.
 */
export function tallyReview<D extends Decision>(
  decisions: readonly D[],
  facts: ReviewFacts,
): Tally<D> {
  const standings = new Map(decisions.map((one) => [one.id, standingOf(one, facts)]));
  const counting = decisions.filter(({ id }) => standings.get(id) === "counts");
  const approvals = newestPerPerson(counting.filter(({ kind }) => kind === "approval"));
  const changeRequests = newestPerPerson(counting.filter(({ kind }) => kind === "change_request"));
  return { state: stateOf(facts, approvals, changeRequests), approvals, changeRequests, standings };
}

function standingOf(decision: Decision, facts: ReviewFacts): DecisionStanding {
  if (decision.liftedAt) return "lifted";
  if (!facts.reviewerIds.has(decision.userId)) return "not_a_reviewer";
  if (decision.kind === "change_request") return "counts";
  if (decision.contentHash !== facts.contentHash) return "stale";
  return facts.authorIds.has(decision.userId) ? "own_version" : "counts";
}

function stateOf(
  { releasedAt, closedAt, required }: ReviewFacts,
  approvals: readonly Decision[],
  changeRequests: readonly Decision[],
): ReviewState {
  if (releasedAt) return "released";
  if (closedAt) return "closed";
  if (changeRequests.length > 0) return "changes_requested";
  return approvals.length >= Math.max(1, required) ? "approved" : "open";
}

function newestPerPerson<D extends Decision>(decisions: readonly D[]): D[] {
  const byPerson = new Map<string, D>();
  for (const one of decisions) {
    const known = byPerson.get(one.userId);
    if (!known || known.createdAt <= one.createdAt) byPerson.set(one.userId, one);
  }
  return [...byPerson.values()];
}
