import { ScorerList } from "@/lib/scorers/contract";
import { AGENT, AGENT_SET } from "./content/agent-chain";
import type { Deed } from "./content/demo-story";
import { escalationCases } from "./content/escalation-cases";
import { escalationSpec } from "./content/escalation-spec";
import { escalationPrompt, replyPrompt, rewriteQueryPrompt } from "./content/other-prompts";
import { triageCases } from "./content/triage-cases";
import { triageSpec } from "./content/triage-spec";
import { triagePrompt, triageSchema } from "./content/triage-versions";
import { type DemoTimes, hoursAfter, workingHour } from "./demo-times";
import { seedAgentTraces } from "./seed-agent-traces";
import { seedAgent, seedAgentVersion, seedWhatIf } from "./seed-chain";
import { seedEvalSet, seedPrompt, seedSegmentsAndCategories } from "./seed-content";
import { seedChainExperiment, seedExperiment, seedRecordedOutputs } from "./seed-experiment";
import { calibrateOnTest, seedJudge } from "./seed-judge";
import { seedRelease, seedRollback } from "./seed-releases";
import { seedReplyRuns } from "./seed-reply-runs";
import { approveReview, askForReview, discussExamples, discussPairing } from "./seed-reviews";
import { seedPin, watchRelease } from "./seed-rollout";
import { seedRuns } from "./seed-runs";
import { seedSpec } from "./seed-specs";
import { callBillingFixed } from "./seed-week";

const TRIAGE = { prompt: "support/triage", evalSet: "triage-main" };
const AGENT_RUN = { prompt: AGENT, evalSet: AGENT_SET };
const ESCALATION = { prompt: "support/escalation-check", evalSet: "escalation-main" };

/** What the people did, in chapters; each is told in the order of time, whenever the demo is seeded. */
export function planStory(id: string, times: DemoTimes): Deed[][] {
  return [
    [...writePrompts(id, times), ...firstReleases(id, times)],
    improveReply(id, times),
    [...releaseAndRollBack(id, times), ...fix(id, times)],
  ];
}

function writePrompts(id: string, times: DemoTimes): Deed[] {
  const at = (workingDaysBack: number, hour: number) => workingHour(times, workingDaysBack, hour);
  const split = "development";
  return [
    { at: at(20, 9), run: () => seedSegmentsAndCategories(id) },
    {
      at: at(20, 10),
      run: async () => {
        for (const prompt of [triagePrompt, escalationPrompt, replyPrompt, rewriteQueryPrompt]) {
          await seedPrompt(id, prompt, 1);
        }
      },
    },
    { at: at(19, 14), run: () => seedSets(id) },
    { at: at(18, 10), run: () => seedPrompt(id, triagePrompt, 2) },
    { at: at(18, 11), run: () => seedPrompt(id, escalationPrompt, 2) },
    {
      at: at(18, 13),
      run: () =>
        seedRuns(id, [
          { by: "ines", ...TRIAGE, version: 1, split },
          { by: "ines", ...TRIAGE, version: 2, split },
          { by: "tomas", ...TRIAGE, version: 2, split: "holdout" },
          { by: "tomas", ...ESCALATION, version: 1, split },
          { by: "tomas", ...ESCALATION, version: 2, split },
        ]),
    },
    { at: at(18, 15), run: () => seedExperiment(id) },
    { at: at(18, 16), run: () => seedRecordedOutputs(id) },
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

/** What went live, and what was rolled back: nobody had written down yet that other languages must not get worse. */
function firstReleases(id: string, times: DemoTimes): Deed[] {
  const at = (workingDaysBack: number, hour: number) => workingHour(times, workingDaysBack, hour);
  return [
    { at: at(17, 10), run: () => seedRelease(id, "triage v2 to staging") },
    { at: at(17, 11), run: () => askForReview(id, "triage v2") },
    {
      at: at(17, 15),
      run: () => approveReview(id, "triage v2", "Reads well, and it is measured."),
    },
    { at: at(16, 9.5), run: () => seedRelease(id, "triage v2") },
    { at: at(15, 10), run: () => askForReview(id, "escalation v2") },
    { at: at(15, 11), run: () => approveReview(id, "escalation v2", "Clear, and measured. Go.") },
    { at: at(14, 14), run: () => seedRelease(id, "escalation v2") },
    { at: at(13, 9), run: () => callBillingFixed(id) },
  ];
}

function releaseAndRollBack(id: string, { badRelease, rollback }: DemoTimes): Deed[] {
  const before = (hours: number) => hoursAfter(badRelease, -hours);
  const v3 = { by: "tomas", ...TRIAGE, version: 3, split: "development" } as const;
  return [
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

/** A chain of five steps; its second version breaks one of them, and the what-if says which. */
function buildChain(id: string, times: DemoTimes): Deed[] {
  const after = (hours: number) => hoursAfter(times.rollback, hours);
  const measure = (by: "ines" | "tomas", version: number) =>
    seedRuns(id, [{ by, ...AGENT_RUN, version, split: "development" }]);
  return [
    { at: after(25), run: () => seedAgent(id) },
    { at: after(25.5), run: () => seedAgentVersion(id, 1) },
    { at: after(26), run: () => measure("ines", 1) },
    { at: after(27), run: () => seedAgentVersion(id, 2) },
    { at: after(27.2), run: () => seedRelease(id, "agent v2 to staging") },
    { at: after(27.5), run: () => measure("tomas", 2) },
    { at: after(28), run: () => seedWhatIf(id) },
    { at: after(28.5), run: () => seedChainExperiment(id) },
    { at: after(29), run: () => seedAgentTraces(id, times) },
  ];
}

function improveReply(id: string, times: DemoTimes): Deed[] {
  const at = (workingDaysBack: number, hour: number) => workingHour(times, workingDaysBack, hour);
  return [
    { at: at(8, 9), run: () => seedPrompt(id, replyPrompt, 2) },
    { at: at(8, 10), run: () => askForReview(id, "reply v2") },
    {
      at: at(7, 16),
      run: () => approveReview(id, "reply v2", "Fine for me. Let us write the spec before v3."),
    },
  ];
}

function fix(id: string, times: DemoTimes): Deed[] {
  const after = (hours: number) => hoursAfter(times.rollback, hours);
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
    { at: after(4.8), run: () => seedPin(id) },
    {
      at: after(5),
      run: async () => {
        await seedRelease(id, "triage v4 to staging");
        await watchRelease(id, times);
      },
    },
    { at: after(6), run: () => askForReview(id, "triage v4") },
    { at: after(6.5), run: () => discussPairing(id) },
    // A cheaper prompt that loses a segment: this time a gate stands before the release.
    { at: after(20), run: () => seedSpec(id, escalationSpec) },
    { at: after(22), run: () => seedPrompt(id, escalationPrompt, 3) },
    { at: after(22.5), run: () => seedRuns(id, [escalationV3]) },
    { at: after(23), run: () => askForReview(id, "escalation v3") },
    { at: after(24), run: () => seedJudge(id) },
    { at: after(24.3), run: () => seedReplyRuns(id) },
    { at: after(24.6), run: () => calibrateOnTest(id) },
    ...buildChain(id, times),
  ];
}
