import type { Gate } from "./gate-contract";

type Decisive = Pick<Gate, "level" | "verdict" | "reason" | "waived">;

/**
 * Whether a gate stands in the way of a release: a must that is not a pass and was not waived. Nothing live in the release's own
 * environment does not hold up the first release there.
 */
export const isClosed = ({ level, verdict, reason, waived }: Decisive): boolean =>
  level === "must" && verdict !== "pass" && reason !== "nothing_live" && !waived;

export const closedGates = <Each extends Decisive>(gates: readonly Each[]): Each[] =>
  gates.filter(isClosed);
