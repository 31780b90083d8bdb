import { db } from "@/lib/db/client";
import { giveFeedback } from "@/lib/traces/give-feedback";
import { countAllHours } from "@/lib/traces/store/count-hour";
import { storeSpans } from "@/lib/traces/store/store-spans";
import { type DemoTimes, hoursAfter } from "./demo-times";
import { actorOf } from "./seed-content";
import { type DemoTrace, type LiveAt, makeTraffic } from "./traffic/make-traffic";

const SEED = 47;
const TRACES = 10_000;
const BATCH = 500;
const AT_ONCE = 3;
const FEEDBACK_HOURS = 48;
const MOST_FEEDBACK = 60;

/** Two weeks of requests, made up and marked as demo data; stored and counted when this ends. */
export async function storeTraffic(projectId: string, times: DemoTimes): Promise<DemoTrace[]> {
  const traffic = [...makeTraffic({ times, liveAt: liveAt(times), seed: SEED, count: TRACES })];
  for (let from = 0; from < traffic.length; from += BATCH * AT_ONCE) {
    const parts = Array.from({ length: AT_ONCE }, (_, index) =>
      traffic.slice(from + index * BATCH, from + (index + 1) * BATCH),
    );
    await Promise.all(
      parts.map((part) =>
        storeSpans(
          projectId,
          part.map(({ batch }) => batch),
        ),
      ),
    );
  }
  await giveLateFeedback(traffic, times);
  await countAllHours(projectId);
  return traffic;
}

/** What the releases of the story make it. */
function liveAt({ badRelease, rollback }: DemoTimes): LiveAt {
  return (prompt, environment, at) => {
    if (prompt !== "support/triage") return 2;
    // v4 has replaced v2 there once its rollout has ended.
    if (environment === "staging") return at >= hoursAfter(rollback, 6) ? 4 : 2;
    return at >= badRelease && at < rollback ? 3 : 2;
  };
}

const COMMENTS = {
  succeeded: "Solved by the desk it was sent to.",
  failed: "Moved to another desk by hand.",
  escalated: "The customer asked for a person.",
  fell_back: "Sorted by hand.",
};

/** The support desk says later how some ended that nobody had said anything of. */
async function giveLateFeedback(traffic: readonly DemoTrace[], times: DemoTimes): Promise<void> {
  const open = traffic.filter(
    ({ isSaid, startedAt, ticket }) =>
      !isSaid && ticket !== null && startedAt > hoursAfter(times.now, -FEEDBACK_HOURS),
  );
  const desk = await actorOf("ines");
  for (const { batch, outcome, startedAt } of open.slice(0, MOST_FEEDBACK)) {
    const { id } = await giveFeedback(desk, batch.traceId, {
      outcome,
      ...(outcome === "succeeded" ? {} : { comment: COMMENTS[outcome] }),
    });
    const createdAt = new Date(Math.min(times.now.getTime(), hoursAfter(startedAt, 3).getTime()));
    await db.traceFeedback.update({ where: { id }, data: { createdAt } });
  }
}
