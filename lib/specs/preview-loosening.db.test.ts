import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import type { TestProject } from "@/lib/projects/test-project";
import { createSegment } from "@/lib/segments/create-segment";
import { NAME, names, prepare, right, stopModel, write } from "@/lib/specs/gates/test-gate";
import { asOwner } from "@/scripts/testing/as-owner";
import { WriteSpec } from "./contract";
import type { CriterionInput } from "./criterion-contract";
import { LoosenEvalSet } from "./loosening-contract";
import {
  previewEvalSetLoosening,
  previewSegmentLoosening,
  previewSpecLoosening,
} from "./preview-loosening";
import { getSpec } from "./reads";

const level = (value: string) =>
  ({ subject: "attribute", attribute: "level", operator: "=", value }) as const;

let project: TestProject;

/** Under review, so that its criteria hold something up. */
beforeEach(async () => {
  project = await prepare(undefined, names(12, { attributes: { level: "hard" } }));
  await createSegment(project.admin, { name: "Hard", description: "", condition: level("hard") });
  await write(project, { criteria: [right(), right({ key: "hard", segment: "Hard" })] });
  await openReview();
});

afterEach(stopModel);

/** Reviews come after specs, so the row is enough here. */
async function openReview() {
  const prompt = await db.prompt.findFirstOrThrow({ where: { projectId: project.id } });
  const version = await db.promptVersion.findFirstOrThrow({ where: { promptId: prompt.id } });
  const environment = await db.environment.findFirstOrThrow({
    where: { projectId: project.id, name: "production" },
  });
  await db.review.create({
    data: {
      ...{ projectId: project.id, promptId: prompt.id, versionId: version.id, number: 7 },
      ...{ environmentId: environment.id, title: "Say it", requestedByName: "Ines" },
    },
  });
}

const specOf = (more: Partial<CriterionInput>) =>
  WriteSpec.parse({
    requirements: ["Says the word"],
    criteria: [right(more), right({ key: "hard", segment: "Hard" })],
  });

const ofSet = (body: object) =>
  previewEvalSetLoosening(project.editor, "words", LoosenEvalSet.parse(body));

test("an editor is told while typing what a lower bar loosens, where, and who may", async () => {
  const before = await getSpec(project.viewer, NAME);
  expect(await previewSpecLoosening(project.editor, NAME, specOf({ threshold: 0.6 }))).toEqual({
    data: [
      {
        prompt: NAME,
        environments: [],
        reviews: [7],
        sentences: ["The bar of “Says the word” was loosened from ≥ 80 % to ≥ 60 %."],
      },
    ],
    nextCursor: null,
    mayLoosen: false,
    reviewers: [
      expect.objectContaining({ name: "Priya" }),
      expect.objectContaining({ name: "Tomas" }),
    ],
  });
  const mine = await previewSpecLoosening(project.reviewer, NAME, specOf({ threshold: 0.6 }));
  expect(mine).toMatchObject({ mayLoosen: true, data: [{ reviews: [7] }] });
  expect(await getSpec(project.viewer, NAME)).toEqual(before);
});

test("a higher bar and the spec as it is loosen nothing", async () => {
  for (const threshold of [0.9, 0.8]) {
    const { data } = await previewSpecLoosening(project.editor, NAME, specOf({ threshold }));
    expect(data).toEqual([]);
  }
});

test("another condition of a segment, other scorers and other cases are told as well", async () => {
  const events = () => db.event.count({ where: { projectId: project.id } });
  const before = await events();
  const segment = await previewSegmentLoosening(project.editor, "Hard", {
    condition: level("easy"),
  });
  expect(segment.data[0]?.sentences.join()).toContain("level is hard to Hard: level is easy");
  const scorers = await ofSet({
    scorers: [{ kind: "word-count", name: "equals", config: { min: 1 } }],
  });
  expect(scorers.data[0]?.sentences.join()).toContain("The scorer of “Says the word” changed.");
  const cases = await ofSet({ caseIds: ["case-001"] });
  expect(cases.data[0]?.sentences.join()).toContain("1 removed (case-001)");
  expect(await db.evalCase.count({ where: { untilRevision: null } })).toBeGreaterThanOrEqual(12);
  expect(await db.evalSet.findFirst({ where: { projectId: project.id } })).toMatchObject({
    revision: 1,
    scorers: [{ kind: "equals" }],
  });
  expect(await events()).toBe(before);
});

test("removing a segment and restoring an older revision are told before they are done", async () => {
  const segment = await previewSegmentLoosening(project.editor, "Hard", { isRemoved: true });
  expect(segment.data[0]?.sentences.join()).toContain("Hard");
  expect(await db.segment.count({ where: { projectId: project.id, name: "Hard" } })).toBe(1);
  const cases = await ofSet({ revision: 0 });
  expect(cases.data[0]?.sentences.join()).toContain("12 removed");
  expect(await db.evalSet.findFirst({ where: { projectId: project.id } })).toMatchObject({
    revision: 1,
  });
});

test("nothing is told where nothing is live or under review, and a viewer may not ask", async () => {
  await asOwner((client) =>
    client.query("update review set closed_at = now() where project_id = $1", [project.id]),
  );
  expect((await ofSet({ caseIds: ["case-001"] })).data).toEqual([]);
  const preview = previewSpecLoosening(project.viewer, NAME, specOf({ threshold: 0.6 }));
  await expect(preview).rejects.toMatchObject({ code: "forbidden" });
});
