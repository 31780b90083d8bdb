import "server-only";
import type { Rollout as RolloutRow } from "@/lib/db/generated/client";
import { HoldReason, RolloutState } from "./contract";
import type { GuardrailSetup } from "./plan/guardrail-setup";
import { RolloutPlan } from "./plan/plan-contract";
import type { SegmentSetup } from "./plan/set-up-segments";
import type { RolloutFigures } from "./watch/figures";

/** A breach that a person dismissed, of the guardrail at this place. */
export interface Dismissal {
  guardrail: number;
  by: string;
  at: string;
  reason: string;
}

/** A rollout as it is stored, with its JSON in the shapes that Galley itself wrote. */
export interface StoredRollout
  extends Omit<
    RolloutRow,
    "plan" | "setups" | "segmentSetups" | "figures" | "dismissals" | "state" | "holdingFor"
  > {
  plan: RolloutPlan;
  setups: GuardrailSetup[];
  segmentSetups: SegmentSetup[];
  figures: RolloutFigures;
  dismissals: Dismissal[];
  state: RolloutState;
  holdingFor: HoldReason[];
}

export function storedRollout(row: RolloutRow): StoredRollout {
  return {
    ...row,
    plan: RolloutPlan.parse(row.plan),
    setups: row.setups as unknown as GuardrailSetup[],
    segmentSetups: row.segmentSetups as unknown as SegmentSetup[],
    figures: row.figures as unknown as RolloutFigures,
    dismissals: row.dismissals as unknown as Dismissal[],
    state: RolloutState.parse(row.state),
    holdingFor: HoldReason.array().parse(row.holdingFor),
  };
}
