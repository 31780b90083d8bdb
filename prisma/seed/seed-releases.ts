import { db } from "@/lib/db/client";
import { releaseVersion } from "@/lib/releases/release-version";
import { rollBack } from "@/lib/releases/roll-back";
import { RolloutPlan, type RolloutPlanInput } from "@/lib/rollouts/plan/plan-contract";
import { AGENT } from "./content/agent-chain";
import type { DemoPersonKey } from "./content/demo-content";
import { actorOf } from "./seed-content";
import { TRIAGE_ROLLOUT } from "./seed-rollout";

interface DemoRelease {
  by: DemoPersonKey;
  prompt: string;
  version: number;
  environment: string;
  note: { goal: string; change: string; evalResult?: string; risks?: string };
  rollout?: RolloutPlanInput;
}

const TRIAGE = "support/triage";

const RELEASES = {
  "triage v2 to staging": {
    by: "ines",
    prompt: TRIAGE,
    version: 2,
    environment: "staging",
    note: {
      goal: "The queue sorts itself: nobody has to pick a category by hand any more.",
      change: "Says what each category means, with words of six languages, and when it is urgent.",
    },
  },
  "triage v2": {
    by: "priya",
    prompt: TRIAGE,
    version: 2,
    environment: "production",
    note: {
      goal: "Tickets reach the right team without a person who sorts them first.",
      change:
        "Each of the twelve categories has a definition with words of six languages, and there is a rule for what is urgent.",
      risks: "Tickets with several requests still lose the last one. Watch the long ones by hand.",
    },
  },
  "escalation v2": {
    by: "priya",
    prompt: "support/escalation-check",
    version: 2,
    environment: "production",
    note: {
      goal: "Whoever was hurt, threatens with a lawyer or asks for a person reaches one at once.",
      change: "Says what a person must see, instead of leaving it to the two names.",
    },
  },
  "triage v3": {
    by: "priya",
    prompt: TRIAGE,
    version: 3,
    environment: "production",
    note: {
      goal: "Fewer double charges on the refunds desk.",
      change:
        "Two examples of each category. The word lists are cut to German and French to make room.",
      risks:
        "Spanish, Portuguese and Dutch have no word lists any more. A tenth of the customers had it for a day by a switch in our own code, without complaints.",
    },
  },
  "agent v2 to staging": {
    by: "tomas",
    prompt: AGENT,
    version: 2,
    environment: "staging",
    note: {
      goal: "Try the whole chain with the support team before customers see it.",
      change: "One table of tools in select_tool, without those that nobody used last month.",
    },
  },
  "triage v4 to staging": {
    by: "ines",
    prompt: TRIAGE,
    version: 4,
    environment: "staging",
    note: {
      goal: "Try the examples in several languages with the support team for a week.",
      change: "Examples of each category, also ones that are not in English.",
    },
    rollout: TRIAGE_ROLLOUT,
  },
} as const satisfies Record<string, DemoRelease>;

/** What went live in the demo, by the same verbs that people use; repeated, it finds it done. */
export async function seedRelease(projectId: string, which: keyof typeof RELEASES): Promise<void> {
  const { by, rollout, ...release }: DemoRelease = RELEASES[which];
  const { prompt, version, environment } = release;
  const count = await db.release.count({
    where: {
      projectId,
      prompt: { name: prompt },
      version: { number: version },
      environment: { name: environment },
    },
  });
  if (count > 0) return;
  const staged = rollout ? { rollout: RolloutPlan.parse(rollout) } : {};
  await releaseVersion(await actorOf(by), { ...release, ...staged });
}

/** Takes v3 back. */
export async function seedRollback(projectId: string): Promise<void> {
  const taken = await db.release.findFirstOrThrow({
    where: { projectId, prompt: { name: TRIAGE }, version: { number: 3 } },
  });
  const count = await db.release.count({ where: { rollbackOfId: taken.id } });
  if (count > 0) return;
  await rollBack(await actorOf("priya"), taken.id, {
    reason:
      "Tickets in Spanish, Portuguese and Dutch land on the wrong desk since yesterday. v2 reads them, so it comes back until there are examples in these languages.",
  });
}
