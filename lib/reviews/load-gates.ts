import type { Actor } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/authorize";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { decideGates } from "@/lib/specs/gates/list-gates";

export interface GateQuestion {
  prompt: string;
  version: number;
  environment: string;
}

/** The gates of a version for an environment; none for a key that may not read evals. */
export async function loadGates(
  actor: Actor,
  { prompt, version, environment }: GateQuestion,
): Promise<Gate[]> {
  if (!isAllowed(actor, { scope: "evals:read" })) return [];
  const { gates } = await decideGates(actor, prompt, version, { environment });
  return gates;
}

export function countGates(gates: readonly Gate[]) {
  const count = (verdict: Gate["verdict"]) =>
    gates.filter((gate) => gate.verdict === verdict).length;
  return {
    pass: count("pass"),
    fail: count("fail"),
    inconclusive: count("inconclusive"),
    notMeasured: count("not_measured"),
  };
}
