export type DecisionKind = "change_request" | "approval";

export const DECISION_VERB: Record<DecisionKind, string> = {
  change_request: "Request changes",
  approval: "Approve",
};
