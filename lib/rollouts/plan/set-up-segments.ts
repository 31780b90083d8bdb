import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { listSegmentNames } from "@/lib/metrics/load-groups";
import type { GuardrailSetup } from "./guardrail-setup";
import type { Guardrail, RolloutPlan } from "./plan-contract";
import { type PlanPlace, trySetups } from "./set-up-guardrails";

/** Each row makes the bands of all of them wider. */
const MOST_ROWS = 40;

/** What is counted of a segment although no guardrail asks for it; it is shown and never acts. */
export interface SegmentSetup {
  segment: string;
  setup: GuardrailSetup;
}

/**
 * The metrics of the plan's guardrails in each segment that has no bar of its own for them, so that a harm to few is
 * seen among many. A segment of which too little is known to compare with is left out.
 */
export async function setUpSegments(
  actor: Actor,
  plan: RolloutPlan,
  place: PlanPlace,
): Promise<SegmentSetup[]> {
  const guardrails = listUnguarded(plan.guardrails, await listSegmentNames(actor.projectId));
  const tried = await trySetups(actor, { ...plan, guardrails }, place);
  return guardrails.flatMap(({ segment }, index) => {
    const setup = tried[index]?.setup;
    return segment === undefined || !setup || "problem" in setup ? [] : [{ segment, setup }];
  });
}

function listUnguarded(
  guardrails: readonly Guardrail[],
  segments: readonly { name: string }[],
): Guardrail[] {
  const keyOf = ({ metric, segment = "" }: Pick<Guardrail, "metric" | "segment">) =>
    `${metric}\n${segment}`;
  const keys = new Set(guardrails.filter(({ segment }) => segment).map(keyOf));
  const rows: Guardrail[] = [];
  for (const guardrail of guardrails) {
    if (guardrail.segment) continue;
    for (const { name } of segments) {
      const row = { ...guardrail, segment: name };
      if (keys.has(keyOf(row))) continue;
      keys.add(keyOf(row));
      rows.push(row);
    }
  }
  return rows.slice(0, MOST_ROWS);
}
