import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { RequestReview } from "@/lib/reviews/contract";
import { approve } from "@/lib/reviews/decide-review";
import { Approve } from "@/lib/reviews/decision-contract";
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
import { listGates } from "@/lib/specs/gates/list-gates";
import { writeSpec } from "@/lib/specs/write-spec";
import type { Release } from "./contract";
import { releaseVersion } from "./release-version";
import { rollBack } from "./roll-back";

const prompt = "support/echo";
const note = { goal: "Right more often", change: "Say the word first" };
const reason = "Escalations doubled";

let server: ModelServer;
let project: TestProject;
let rolledBack: Release;
let rollback: Release;

beforeAll(async () => {
  server = await startModelServer((text) => text.split(" ").at(-1) ?? "");
});
afterAll(() => server.close());

const ask = (version: number) =>
  requestReview(
    project.editor,
    RequestReview.parse({ prompt, version, environment: "production", title: "Look at this" }),
  );
const release = (version: number) =>
  releaseVersion(project.admin, { prompt, version, environment: "production", note });

async function approveAndRelease(version: number): Promise<Release> {
  const { id } = await ask(version);
  await approve(project.reviewer, id, Approve.parse({}));
  return release(version);
}

const writeBar = (threshold: number) =>
  writeSpec(
    project.reviewer,
    prompt,
    SpecContent.parse({
      criteria: [
        {
          key: "right",
          statement: "It says the word",
          evalSet: "words",
          metric: "success_rate",
          comparator: ">=",
          threshold,
        },
      ],
    }),
  );

beforeEach(async () => {
  project = await makeTestProject();
  await connect(project, server.url);
  await makeTestPrompt(project, {
    versions: [makeContent("one {{word}}"), makeContent("two {{word}}")],
  });
  await makeTestSet(
    project,
    Array.from({ length: 40 }, (_, i) => ({ caseId: `w${i}` })),
  );
  await writeBar(0.8);
  for (const version of [1, 2]) await runNow(project, { version, scorers: [{ kind: "equals" }] });
  await approveAndRelease(1);
  rolledBack = await approveAndRelease(2);
  rollback = await rollBack(project.admin, rolledBack.id, { reason });
});

test("a rollback of the rollback is refused, and says that it takes a release", async () => {
  await expect(rollBack(project.admin, rollback.id, { reason: "It was fine" })).rejects.toThrow(
    "v2 was rolled back in production. Release it again: that needs the approvals and gates of production, as every release does.",
  );
});

test("the approval of the release that was taken back does not count again", async () => {
  await expect(release(2)).rejects.toMatchObject({ code: "not_approved" });
});

test("a version that was taken back goes live again with a new approval", async () => {
  expect(await approveAndRelease(2)).toMatchObject({ version: 2, replaces: 1, isLive: true });
});

test("taken offline, the next release is compared with what was live last", async () => {
  await rollBack(project.admin, "1", { reason });
  await writeSpec(
    project.reviewer,
    prompt,
    SpecContent.parse({
      criteria: [
        {
          key: "no-worse",
          statement: "It is no worse than what is live",
          evalSet: "words",
          metric: "success_rate",
          comparator: ">=",
          threshold: 0.1,
          kind: "non_regression",
        },
      ],
    }),
  );
  const { data } = await listGates(project.viewer, prompt, {
    version: 2,
    environment: "production",
  });
  expect(data).toMatchObject([{ verdict: "pass", baselineVersion: 1 }]);
});

test("a bar that was raised after the incident holds it up", async () => {
  await writeBar(1);
  const { id } = await ask(2);
  await approve(project.reviewer, id, Approve.parse({}));
  await expect(release(2)).rejects.toMatchObject({ code: "gate_not_passed" });
});
