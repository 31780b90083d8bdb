import type { Gate } from "./gate-contract";

type Decisive = Pick<Gate, "level" | "verdict" | "reason">;

/**
 * Whether a gate stands in the way of a release: a must that is not a pass. Nothing live in the release's own
 * environment does not hold up the first release there.
 */
export const isClosed = ({ level, verdict, reason }: Decisive): boolean =>
  level === "must" && verdict !== "pass" && reason !== "nothing_live";

export const closedGates = <Each extends Decisive>(gates: readonly Each[]): Each[] =>
  gates.filter(isClosed);
