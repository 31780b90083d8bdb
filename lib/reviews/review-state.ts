import {
  type CountedDecisions,
  countDecisions,
  type Decision,
  type DecisionFacts,
} from "./count-decisions";
import type { ReviewState } from "./state-contract";

export interface ReviewFacts extends DecisionFacts {
  /** Approvals that the environment asks for. */
  required: number;
  releasedAt: Date | null;
  closedAt: Date | null;
}

export interface Tally<D extends Decision> extends CountedDecisions<D> {
  state: ReviewState;
}

/** What decisions amount to. A review is approved from one approval on, also where the environment asks for none. */
export function tallyReview<D extends Decision>(
  decisions: readonly D[],
  facts: ReviewFacts,
): Tally<D> {
  const counted = countDecisions(decisions, facts);
  return { ...counted, state: stateOf(facts, counted) };
}

function stateOf(
  { releasedAt, closedAt, required }: ReviewFacts,
  { approvals, changeRequests }: CountedDecisions<Decision>,
): ReviewState {
  if (releasedAt) return "released";
  if (closedAt) return "closed";
  if (changeRequests.length > 0) return "changes_requested";
  return approvals.length >= Math.max(1, required) ? "approved" : "open";
}
