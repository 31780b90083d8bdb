import { db, pool } from "@/lib/db/client";
import { DEMO_PROJECT, seedPeople } from "./content/demo-people";
import { playStory } from "./content/demo-story";
import { realNow, setDemoClock, startDemoClock } from "./demo-clock";
import { demoTimes, projectMadeAt, seededAt } from "./demo-times";
import { planStory } from "./plan-story";
import { endRuns } from "./seed-runs";
import { planTraceReviews } from "./seed-trace-reviews";
import { storeTraffic } from "./seed-traffic";
import { isToldToTheEnd, planWeeks } from "./seed-week";

/** The demo project "Northwind Support": invented people, tickets and traffic; its prompts are really measured. */
async function main(): Promise<void> {
  const project = await db.project.findUnique({ where: { slug: DEMO_PROJECT.slug } });
  const now = realNow();
  const seeded = project ? seededAt(project.createdAt) : now;
  const times = demoTimes(new Date(Math.min(seeded.getTime(), now.getTime())));
  startDemoClock();
  setDemoClock(projectMadeAt(times));
  const { id } = await seedPeople();
  if (await isToldToTheEnd(id, times)) return;
  const story = planStory(id, times).flat();
  await playStory(story.filter(({ at }) => at < times.trafficFrom));
  const traffic = await storeTraffic(id, times);
  await playStory([
    ...story.filter(({ at }) => at >= times.trafficFrom),
    ...(await planTraceReviews(id, times, traffic)),
    ...planWeeks(id, times),
  ]);
  await endRuns(id);
}

try {
  await main();
} finally {
  await db.$disconnect();
  await pool.end();
}
