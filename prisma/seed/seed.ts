import { db, pool } from "@/lib/db/client";
import { ScorerList } from "@/lib/scorers/contract";
import { realNow, setDemoClock, startDemoClock } from "./demo-clock";
import { DEMO_PROJECT, seedPeople } from "./demo-people";
import { type Deed, playStory } from "./demo-story";
import {
  type DemoTimes,
  demoTimes,
  hoursAfter,
  projectMadeAt,
  seededAt,
  workingHour,
} from "./demo-times";
import { escalationCases } from "./escalation-cases";
import { escalationSpec } from "./escalation-spec";
import { escalationPrompt, replyPrompt, rewriteQueryPrompt } from "./other-prompts";
import { seedEvalSet, seedPrompt, seedSegmentsAndCategories } from "./seed-content";
import { seedRelease, seedRollback } from "./seed-releases";
import { approveReview, askForReview, discussExamples, discussPairing } from "./seed-reviews";
import { seedRuns } from "./seed-runs";
import { seedSpec } from "./seed-specs";
import { planTraceReviews } from "./seed-trace-reviews";
import { storeTraffic } from "./seed-traffic";
import { callBillingFixed, isToldToTheEnd, planWeeks } from "./seed-week";
import { triageCases } from "./triage-cases";
import { triageSpec } from "./triage-spec";
import { triagePrompt, triageSchema } from "./triage-versions";

const TRIAGE = { prompt: "support/triage", evalSet: "triage-main" };
const ESCALATION = { prompt: "support/escalation-check", evalSet: "escalation-main" };

/** The demo project "Northwind Support": invented people, tickets and traffic; its prompts are really measured. */
async function main(): Promise<void> {
  const known = await db.project.findUnique({ where: { slug: DEMO_PROJECT.slug } });
  const now = realNow();
  const seeded = known ? seededAt(known.createdAt) : now;
  const times = demoTimes(new Date(Math.min(seeded.getTime(), now.getTime())));
  startDemoClock();
  setDemoClock(projectMadeAt(times));
  const { id } = await seedPeople();
  if (await isToldToTheEnd(id, times)) return;
  const story = [...writePrompts(id, times), ...releases(id, times), ...fix(id, times)];
  await playStory(story.filter(({ at }) => at < times.trafficFrom));
  const traffic = await storeTraffic(id, times);
  await playStory([
    ...story.filter(({ at }) => at >= times.trafficFrom),
    ...(await planTraceReviews(id, times, traffic)),
    ...planWeeks(id, times),
  ]);
}

function writePrompts(id: string, times: DemoTimes): Deed[] {
  const at = (daysBack: number, hour: number) => workingHour(times, daysBack, hour);
  const split = "development";
  return [
    { at: at(30, 9), run: () => seedSegmentsAndCategories(id) },
    {
      at: at(30, 10),
      run: async () => {
        for (const prompt of [triagePrompt, escalationPrompt, replyPrompt, rewriteQueryPrompt]) {
          await seedPrompt(id, prompt, 1);
        }
      },
    },
    { at: at(29, 14), run: () => seedSets(id) },
    { at: at(27, 10), run: () => seedPrompt(id, triagePrompt, 2) },
    { at: at(27, 11), run: () => seedPrompt(id, escalationPrompt, 2) },
    {
      at: at(27, 13),
      run: () =>
        seedRuns(id, [
          { by: "ines", ...TRIAGE, version: 1, split },
          { by: "ines", ...TRIAGE, version: 2, split },
          { by: "tomas", ...TRIAGE, version: 2, split: "holdout" },
          { by: "tomas", ...ESCALATION, version: 1, split },
          { by: "tomas", ...ESCALATION, version: 2, split },
        ]),
    },
    { at: at(12, 9), run: () => seedPrompt(id, replyPrompt, 2) },
  ];
}

async function seedSets(id: string): Promise<void> {
  await seedEvalSet(id, {
    name: "triage-main",
    description:
      "Tickets over languages, tiers and lengths, with the category and priority they should get. Demo data.",
    scorers: ScorerList.parse([
      { kind: "label", name: "category", config: { field: "category" } },
      { kind: "json-schema", name: "schema", config: { schema: triageSchema } },
    ]),
    cases: triageCases,
  });
  await seedEvalSet(id, {
    name: "escalation-main",
    description: "Messages that a person has to see, and others. Demo data.",
    scorers: ScorerList.parse([{ kind: "label", name: "who answers" }]),
    cases: escalationCases,
  });
}

/** What went live, and what was taken back: nobody had written down yet that other languages must not get worse. */
function releases(id: string, times: DemoTimes): Deed[] {
  const at = (daysBack: number, hour: number) => workingHour(times, daysBack, hour);
  const { badRelease, rollback } = times;
  const before = (hours: number) => hoursAfter(badRelease, -hours);
  const v3 = { by: "tomas", ...TRIAGE, version: 3, split: "development" } as const;
  return [
    { at: at(25, 10), run: () => seedRelease(id, "triage v2 to staging") },
    { at: at(25, 11), run: () => askForReview(id, "triage v2") },
    {
      at: at(25, 15),
      run: () => approveReview(id, "triage v2", "Reads well, and it is measured."),
    },
    { at: at(24, 9.5), run: () => seedRelease(id, "triage v2") },
    { at: at(23, 10), run: () => askForReview(id, "escalation v2") },
    { at: at(23, 11), run: () => approveReview(id, "escalation v2", "Clear, and measured. Go.") },
    { at: at(22, 14), run: () => seedRelease(id, "escalation v2") },
    { at: at(20, 9), run: () => callBillingFixed(id) },
    { at: at(12, 10), run: () => askForReview(id, "reply v2") },
    {
      at: at(11, 16),
      run: () => approveReview(id, "reply v2", "Fine for me. Let us write the spec before v3."),
    },
    { at: before(26), run: () => seedPrompt(id, triagePrompt, 3) },
    { at: before(25), run: () => seedRuns(id, [v3]) },
    { at: before(23), run: () => askForReview(id, "triage v3") },
    { at: before(22), run: () => discussExamples(id) },
    {
      at: before(1),
      run: () =>
        approveReview(id, "triage v3", "The whole gets better. Let us watch the other languages."),
    },
    { at: badRelease, run: () => seedRelease(id, "triage v3") },
    { at: rollback, run: () => seedRollback(id) },
  ];
}

function fix(id: string, { rollback }: DemoTimes): Deed[] {
  const after = (hours: number) => hoursAfter(rollback, hours);
  const escalationV3 = { by: "ines", ...ESCALATION, version: 3, split: "development" } as const;
  return [
    { at: after(2), run: () => seedSpec(id, triageSpec) },
    { at: after(4), run: () => seedPrompt(id, triagePrompt, 4) },
    {
      at: after(4.5),
      run: () =>
        seedRuns(id, [
          { by: "ines", ...TRIAGE, version: 4, split: "development" },
          { by: "tomas", ...TRIAGE, version: 4, split: "holdout" },
        ]),
    },
    { at: after(5), run: () => seedRelease(id, "triage v4 to staging") },
    { at: after(6), run: () => askForReview(id, "triage v4") },
    { at: after(6.5), run: () => discussPairing(id) },
    // A cheaper prompt that loses a segment: this time a gate stands before the release.
    { at: after(20), run: () => seedSpec(id, escalationSpec) },
    { at: after(22), run: () => seedPrompt(id, escalationPrompt, 3) },
    { at: after(22.5), run: () => seedRuns(id, [escalationV3]) },
    { at: after(23), run: () => askForReview(id, "escalation v3") },
  ];
}

try {
  await main();
} finally {
  await db.$disconnect();
  await pool.end();
}
