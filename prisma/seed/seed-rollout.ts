import { db } from "@/lib/db/client";
import { chooseVersion, indexPins } from "@/lib/deployments/choose-version";
import { createPin } from "@/lib/releases/pins/create-pin";
import type { RolloutPlanInput } from "@/lib/rollouts/plan/plan-contract";
import { watchRollout } from "@/lib/rollouts/watch/watch-rollout";
import { countAllHours } from "@/lib/traces/store/count-hour";
import { storeSpans } from "@/lib/traces/store/store-spans";
import { setDemoClock } from "./demo-clock";
import { type DemoTimes, hoursAfter } from "./demo-times";
import { actorOf } from "./seed-content";
import { makeCustomers } from "./traffic/customers";
import { ticketTrace } from "./traffic/make-traffic";
import { makeRandom } from "./traffic/random";

const PLACE = { prompt: "support/triage", environment: "staging" };
const OWN_ACCOUNTS = ["customer-0007", "customer-0019", "customer-0042"];

/** Most of an hour on the tickets that staging replays, each with the answer known at once. */
export const TRIAGE_ROLLOUT: RolloutPlanInput = {
  stages: [
    { percent: 25, minMinutes: 20, minSamples: 25 },
    { percent: 50, minMinutes: 20, minSamples: 60 },
  ],
  guardrails: [
    { metric: "success_rate", comparator: ">=", threshold: 0.6 },
    { metric: "error_rate", comparator: "<=", threshold: 0.08 },
    { metric: "escalation_rate", comparator: "<=", threshold: 0.25, action: "hold" },
  ],
  maturationMinutes: 0,
};

const EVERY_MINUTES = 4;
const LOOKS = 13;
const REQUESTS = 28;
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

/**
 * From its release on, what staging is asked in some minutes, then a look of the worker, until it has ended. The
 * worker that runs beside this knows of no demo clock, so the rollout is locked all the while.
 */
export async function watchRelease(projectId: string, times: DemoTimes): Promise<void> {
  const rollout = await db.rollout.findFirst({ where: { projectId, endedAt: null } });
  if (!rollout) return;
  await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`select id from rollout where id = ${rollout.id}::uuid for key share`;
      for (let look = 0; look < LOOKS; look += 1) {
        const from = hoursAfter(rollout.startedAt, (look * EVERY_MINUTES) / 60);
        const to = hoursAfter(from, EVERY_MINUTES / 60);
        const row = await db.rollout.findUniqueOrThrow({ where: { id: rollout.id } });
        if (row.endedAt) break;
        setDemoClock(to);
        await storeSpans(projectId, makeBatches(row, times, { from, to, seed: SEED + look }));
        await watchRollout({ id: rollout.id, projectId }, to, "shared");
      }
    },
    { timeout: 60_000 },
  );
  await countAllHours(projectId);
}

interface Slice {
  from: Date;
  to: Date;
  seed: number;
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
