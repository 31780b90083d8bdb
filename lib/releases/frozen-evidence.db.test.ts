import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addCase } from "@/lib/eval-sets/add-case";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { exportRelease } from "@/lib/releases/note/export-notes";
import { RequestReview } from "@/lib/reviews/contract";
import { approve } from "@/lib/reviews/decide-review";
import { Approve } from "@/lib/reviews/decision-contract";
import { getReview } from "@/lib/reviews/reads";
import { requestReview } from "@/lib/reviews/request-review";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  runNow,
  startModelServer,
} from "@/lib/runs/test-run";
import { SpecContent } from "@/lib/specs/contract";
import { writeSpec } from "@/lib/specs/write-spec";
import { asOwner } from "@/scripts/testing/as-owner";
import type { Release } from "./contract";
import { getRelease, listReleases } from "./reads";
import { releaseVersion } from "./release-version";

const prompt = "support/echo";
const note = { goal: "Right more often", change: "Say the word first" };

let server: ModelServer;
let project: TestProject;
let reviewId: string;
let release: Release;

const writeCriteria = (...criteria: object[]) =>
  writeSpec(project.reviewer, prompt, SpecContent.parse({ criteria }));
const criterion = (threshold: number) => ({
  key: "right",
  statement: "It says the word",
  evalSet: "words",
  metric: "success_rate",
  comparator: ">=",
  threshold,
});

beforeAll(async () => {
  server = await startModelServer((text) => text.split(" ").at(-1) ?? "");
  project = await makeTestProject();
  await connect(project, server.url);
  await makeTestPrompt(project, { versions: [makeContent(), makeContent("Once more {{word}}")] });
  await makeTestSet(
    project,
    Array.from({ length: 40 }, (_, i) => ({ caseId: `w${i}` })),
  );
  await writeCriteria(criterion(0.8));
  await runNow(project, { version: 1, scorers: [{ kind: "equals" }] });
  const review = await requestReview(
    project.editor,
    RequestReview.parse({ prompt, version: 1, environment: "production", title: "Look at this" }),
  );
  reviewId = review.id;
  await approve(project.reviewer, reviewId, Approve.parse({ body: "Read all of it" }));
  release = await releaseVersion(project.admin, {
    ...{ prompt, version: 1, environment: "production", note },
  });
}, 120_000);
afterAll(() => server.close());

test("a release keeps its gates, what they were decided by, and who approved when", async () => {
  expect(release).toMatchObject({
    gates: [{ criterion: "right", verdict: "pass", value: 1, n: 40, runNumber: 1 }],
    approvals: [
      { by: { id: project.reviewer.userId }, body: "Read all of it", nothingMeasured: null },
    ],
    definitions: {
      specRevision: 1,
      evalSets: [{ name: "words", revision: 1 }],
      scorers: [{ name: "equals" }],
    },
  });
  const { data } = await listReleases(project.viewer, { prompt });
  expect(data[0]).toEqual(await getRelease(project.viewer, release.id));
});

test("the note, the event and the announcement say what it was decided on", async () => {
  const text = await (await exportRelease(project.viewer, release.id)).text();
  expect(text).toContain("## Decided on");
  expect(text).toMatch(/- pass: It says the word: 100\.0 % \(9\d\.\d–100\.0\), n = 40, run 1/);
  expect(text).toContain("Approved by");
  const event = await db.event.findFirstOrThrow({
    where: { projectId: project.id, type: "release.published" },
  });
  expect(event.data).toMatchObject({
    specRevision: 1,
    gates: [{ criterion: "right", verdict: "pass", n: 40, run: 1, waivedBy: null }],
    approvals: [{ by: project.reviewer.name }],
  });
  const { data } = await db.notification.findFirstOrThrow({
    where: { projectId: project.id, type: "release.published" },
  });
  expect(data).toMatchObject({ evidence: { specRevision: 1, gates: [{ criterion: "right" }] } });
});

test("a case more, another bar and another version live change neither release nor review", async () => {
  const before = await getReview(project.viewer, reviewId);
  expect(before).toMatchObject({
    state: "released",
    gatesAsOf: "release",
    gates: [{ criterion: "right", verdict: "pass" }],
    approvals: [{ by: { id: project.reviewer.userId } }],
  });
  await addCase(project.editor, "words", {
    caseId: "new",
    input: { word: "new" },
    expected: "new",
  });
  await writeCriteria(criterion(0.99), { ...criterion(0.5), key: "more", statement: "More" });
  await runNow(project, { version: 1, scorers: [{ kind: "equals" }] });
  await db.environment.updateMany({
    where: { projectId: project.id, name: "production" },
    data: { requiresGates: false, requiredApprovals: 0 },
  });
  await releaseVersion(project.admin, { prompt, version: 2, environment: "production", note });
  const after = await getReview(project.viewer, reviewId);
  for (const part of [
    "gates",
    "gatesAsOf",
    "approvals",
    "base",
    "evidence",
    "gap",
    "turn",
  ] as const)
    expect(after[part]).toEqual(before[part]);
  const { isLive: _, replacedBy: __, ...rest } = await getRelease(project.viewer, release.id);
  expect(release).toMatchObject(rest);
});

test("what was written down cannot be edited, and an older release says that nothing was", async () => {
  await expect(
    db.release.update({ where: { id: release.id }, data: { evidence: {} } }),
  ).rejects.toThrow();
  await asOwner(async (client) => {
    await client.query("set session_replication_role = replica");
    await client.query("update release set evidence = null where id = $1", [release.id]);
  });
  expect(await getRelease(project.viewer, release.id)).toMatchObject({
    gates: [],
    approvals: [],
    definitions: null,
  });
  expect(await getReview(project.viewer, reviewId)).toMatchObject({
    gates: [],
    gatesAsOf: "not_kept",
  });
});
