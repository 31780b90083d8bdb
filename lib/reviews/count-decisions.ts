import type { DecisionStanding } from "./state-contract";

export interface Decision {
  id: string;
  kind: "approval" | "change_request";
  userId: string;
  contentHash: string;
  liftedAt: Date | null;
  createdAt: Date;
}

export interface DecisionFacts {
  /** Of the version that they are about. */
  contentHash: string;
  /** Whoever wrote this content, also with a key that they made; their approval never counts. */
  authorIds: ReadonlySet<string>;
  /** Members who have the role reviewer or more now. */
  reviewerIds: ReadonlySet<string>;
  /** Approvals since which something was loosened of what they were given on. */
  loosenedIds: ReadonlySet<string>;
}

export interface CountedDecisions<D extends Decision> {
  /** Those that count, one per person. */
  approvals: D[];
  changeRequests: D[];
  /** Approvals that would count, had nothing been loosened since. */
  loosened: D[];
  /** Why each does or does not count. */
  standings: Map<string, DecisionStanding>;
}

/**
 * Whose word counts. An approval counts for one content and the evidence that it was given on, from somebody
 * who did not write it and may review now; a request for changes stands through new versions until its
 * reviewer lifts it or approves.
 */
export function countDecisions<D extends Decision>(
  decisions: readonly D[],
  facts: DecisionFacts,
): CountedDecisions<D> {
  const standings = new Map(decisions.map((one) => [one.id, standingOf(one, facts)]));
  const counting = decisions.filter(({ id }) => standings.get(id) === "counts");
  return {
    approvals: newestPerPerson(counting.filter(({ kind }) => kind === "approval")),
    changeRequests: newestPerPerson(counting.filter(({ kind }) => kind === "change_request")),
    loosened: decisions.filter(
      (one) =>
        facts.loosenedIds.has(one.id) &&
        standings.get(one.id) === "stale" &&
        one.contentHash === facts.contentHash,
    ),
    standings,
  };
}

function standingOf(decision: Decision, facts: DecisionFacts): DecisionStanding {
  if (decision.liftedAt) return "lifted";
  if (!facts.reviewerIds.has(decision.userId)) return "not_a_reviewer";
  if (decision.kind === "change_request") return "counts";
  if (decision.contentHash !== facts.contentHash) return "stale";
  if (facts.loosenedIds.has(decision.id)) return "stale";
  return facts.authorIds.has(decision.userId) ? "own_version" : "counts";
}

function newestPerPerson<D extends Decision>(decisions: readonly D[]): D[] {
  const byPerson = new Map<string, D>();
  for (const one of decisions) {
    const earlier = byPerson.get(one.userId);
    if (!earlier || earlier.createdAt <= one.createdAt) byPerson.set(one.userId, one);
  }
  return [...byPerson.values()];
}
