import { actAsMember } from "@/lib/auth/act-as-member";
import { db } from "@/lib/db/client";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { importCases } from "@/lib/eval-sets/import/import-cases";
import { ImportQuery } from "@/lib/eval-sets/import/import-report";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { createSegment } from "@/lib/segments/create-segment";
import {
  DEMO_FAILURE_CATEGORIES,
  DEMO_SEGMENTS,
  type DemoCase,
  type DemoPersonKey,
  type DemoPrompt,
} from "./content/demo-content";
import { DEMO_PROJECT } from "./content/demo-people";

/** Everything here may be repeated: what exists already is left as it is. */
export function actorOf(person: DemoPersonKey) {
  return actAsMember(DEMO_PROJECT.slug, `${person}@northwind.example`);
}

export async function seedSegmentsAndCategories(projectId: string): Promise<void> {
  const priya = await actorOf("priya");
  for (const segment of DEMO_SEGMENTS) {
    const count = await db.segment.count({ where: { projectId, name: segment.name } });
    if (count === 0) await createSegment(priya, segment);
  }
  await db.failureCategory.createMany({
    data: DEMO_FAILURE_CATEGORIES.map(({ name }, position) => ({ projectId, name, position })),
    skipDuplicates: true,
  });
}

/** With its versions up to a number, as far as they were written by then. */
export async function seedPrompt(projectId: string, demo: DemoPrompt, upTo: number): Promise<void> {
  const owner = await actorOf(demo.owner);
  const where = { projectId_name: { projectId, name: demo.name } };
  const existing = await db.prompt.findUnique({ where });
  if (!existing) await createPrompt(owner, demo);
  const saved = existing?.latestVersion ?? 0;
  for (const { author, ticketUrl, ...version } of demo.versions.slice(saved, upTo)) {
    await saveVersion(await actorOf(author), demo.name, {
      ...version,
      ...(ticketUrl ? { ticketUrl } : {}),
    });
  }
}

interface DemoSet {
  name: string;
  description: string;
  scorers: ScorerSpec[];
  /** A judge's need not say what is expected. */
  cases: readonly Omit<DemoCase, "expected">[];
}

export async function seedEvalSet(
  projectId: string,
  { name, description, scorers, cases }: DemoSet,
) {
  const priya = await actorOf("priya");
  const existing = await db.evalSet.findUnique({ where: { projectId_name: { projectId, name } } });
  if (!existing) await createEvalSet(priya, { name, description, scorers });
  if ((existing?.revision ?? 0) > 0) return;
  const lines = cases.map(({ key, ...content }) => JSON.stringify({ id: key, ...content }));
  const report = await importCases(priya, name, {
    bytes: Buffer.from(lines.join("\n")),
    contentType: "application/jsonl",
    query: ImportQuery.parse({}),
  });
  if (report.errorRows > 0)
    throw new Error(`The demo cases do not fit: ${JSON.stringify(report.errors)}`);
}
