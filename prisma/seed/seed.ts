import { db, pool } from "@/lib/db/client";
import { ScorerList } from "@/lib/scorers/contract";
import { seedPeople } from "./demo-people";
import { escalationCases } from "./escalation-cases";
import { escalationPrompt, replyPrompt, rewriteQueryPrompt } from "./other-prompts";
import { seedEvalSet, seedPrompt, seedSegmentsAndCategories } from "./seed-content";
import { seedReleases } from "./seed-releases";
import { seedReviews } from "./seed-reviews";
import { seedRuns } from "./seed-runs";
import { triageCases } from "./triage-cases";
import { seedTriageSpec } from "./triage-spec";
import { triagePrompt, triageSchema } from "./triage-versions";

/** The demo project "Northwind Support": invented people, tickets and prompts, really measured. */
async function main(): Promise<void> {
  const { id } = await seedPeople();
  await seedSegmentsAndCategories(id);
  for (const prompt of [triagePrompt, escalationPrompt, replyPrompt, rewriteQueryPrompt]) {
    await seedPrompt(id, prompt);
  }
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
  const triage = { prompt: "support/triage", evalSet: "triage-main" };
  const escalation = { prompt: "support/escalation-check", evalSet: "escalation-main" };
  await seedRuns(id, [
    ...[1, 2, 3, 4].map((version) => ({
      by: "ines" as const,
      ...triage,
      version,
      split: "development" as const,
    })),
    { by: "tomas", ...triage, version: 2, split: "holdout" },
    { by: "tomas", ...triage, version: 4, split: "holdout" },
    ...[1, 2].map((version) => ({
      by: "tomas" as const,
      ...escalation,
      version,
      split: "development" as const,
    })),
  ]);
  // The criteria were written after the first release: v2 would not pass all of them.
  await seedReleases(id);
  await seedTriageSpec(id);
  await seedReviews(id);
}

try {
  await main();
} finally {
  await db.$disconnect();
  await pool.end();
}
