import { afterEach, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import { cancelRun } from "@/lib/runs/cancel-run";
import { getRun } from "@/lib/runs/get-run";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import {
  connect,
  type ModelServer,
  makeTestPrompt,
  makeTestSet,
  startModelServer,
} from "@/lib/runs/test-run";
import { endRun } from "./end-run";

let server: ModelServer | undefined;
afterEach(() => server?.close());

async function startedRun() {
  const project = await makeTestProject();
  server = await startModelServer((message) => message);
  await connect(project, server.url);
  await makeTestPrompt(project);
  await makeTestSet(project, [{ caseId: "one" }]);
  const { id } = await startRun(
    project.editor,
    StartRun.parse({ prompt: "support/echo", version: 1, evalSet: "words" }),
  );
  return { project, id };
}

test("a worker that left a cancelled run does not end it once it was retried", async () => {
  const { project, id } = await startedRun();
  await db.run.update({ where: { id }, data: { status: "running" } });
  await endRun(id, null);
  expect(await getRun(project.viewer, id)).toMatchObject({ status: "running" });
});

test("a run that a person cancelled gets its counts and keeps its state", async () => {
  const { project, id } = await startedRun();
  await cancelRun(project.editor, id);
  await endRun(id, null);
  expect(await getRun(project.viewer, id)).toMatchObject({
    status: "cancelled",
    counts: { passed: 0, failed: 0, errored: 0 },
  });
});
