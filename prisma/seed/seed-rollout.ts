import { db } from "@/lib/db/client";
import { chooseVersion, indexPins } from "@/lib/deployments/choose-version";
import { createPin } from "@/lib/releases/pins/create-pin";
import { stepRollout } from "@/lib/releases/rollout-loop";
import type { RolloutPlanInput } from "@/lib/rollouts/plan/plan-contract";
import { countAllHours } from "@/lib/traces/store/count-hour";
import { storeSpans } from "@/lib/traces/store/store-spans";
import type { Deed } from "./demo-story";
import { type DemoTimes, hoursAfter } from "./demo-times";
import { ticketTrace } from "./make-traffic";
import { actorOf } from "./seed-content";
import { makeCustomers } from "./traffic-customers";
import { makeRandom } from "./traffic-random";

const PLACE = { prompt: "support/triage", environment: "staging" };
const OWN_ACCOUNTS = ["customer-0007", "customer-0019", "customer-0042"];

/** Two hours on the tickets that staging replays, each with the answer known at once. */
export const TRIAGE_ROLLOUT: RolloutPlanInput = {
  stages: [
    { percent: 25, minMinutes: 60, minSamples: 25 },
    { percent: 50, minMinutes: 60, minSamples: 60 },
  ],
  guardrails: [
    { metric: "success_rate", comparator: ">=", threshold: 0.6 },
    { metric: "error_rate", comparator: "<=", threshold: 0.08 },
    { metric: "escalation_rate", comparator: "<=", threshold: 0.25, action: "hold" },
  ],
  maturationMinutes: 0,
};

const EVERY_HOURS = 1 / 6;
const LOOKS = 14;
const REQUESTS = 24;
const SEED = 401;

/** The support desk's own test accounts get the candidate from its first minute on. */
export async function seedPin(projectId: string): Promise<void> {
  const count = await db.deploymentPin.count({ where: { environment: { projectId } } });
  if (count > 0) return;
  await createPin(await actorOf("ines"), PLACE.environment, {
    ...{ prompt: PLACE.prompt, units: OWN_ACCOUNTS, arm: "candidate" },
    reason: "Our own test accounts see each new version first.",
  });
}

/** From its release on, what staging is asked in ten minutes, then a look of the worker; until it has ended. */
export function watchRelease(projectId: string, times: DemoTimes, releasedAt: Date): Deed[] {
  return Array.from({ length: LOOKS }, (_, index) => {
    const from = hoursAfter(releasedAt, index * EVERY_HOURS);
    const to = hoursAfter(releasedAt, (index + 1) * EVERY_HOURS);
    return { at: to, run: () => replay(projectId, times, { from, to, seed: SEED + index }) };
  });
}

interface Slice {
  from: Date;
  to: Date;
  seed: number;
}

async function replay(projectId: string, times: DemoTimes, slice: Slice): Promise<void> {
  const rollout = await db.rollout.findFirst({ where: { projectId, endedAt: null } });
  if (!rollout) return;
  await storeSpans(projectId, makeBatches(rollout, times, slice));
  await stepRollout(rollout, slice.to);
  const { endedAt } = await db.rollout.findUniqueOrThrow({ where: { id: rollout.id } });
  if (endedAt) await countAllHours(projectId);
}

type Split = { percent: number; salt: string; stableVersion: number; candidateVersion: number };

function makeBatches(split: Split, times: DemoTimes, { from, to, seed }: Slice) {
  const random = makeRandom(seed);
  const customer = makeCustomers(random);
  const pins = indexPins([{ units: OWN_ACCOUNTS, arm: "candidate" }], { hasCandidate: true });
  const lastsMs = to.getTime() - from.getTime();
  return Array.from({ length: REQUESTS }, () => {
    const who = customer();
    const { target } = chooseVersion(who.unit, { pins, rollout: split });
    const arm = target === "candidate" ? "candidate" : "stable";
    const version = arm === "candidate" ? split.candidateVersion : split.stableVersion;
    const at = new Date(from.getTime() + random.below(lastsMs));
    const served = { ...PLACE, traceId: random.hex(32), version, arm } as const;
    const { batch, outcome } = ticketTrace(random, { at, customer: who, times }, served);
    return { ...batch, facts: { ...batch.facts, outcome } };
  });
}
