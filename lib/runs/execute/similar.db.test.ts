import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createConnection } from "@/lib/providers/connections/create-connection";
import { getRun } from "@/lib/runs/get-run";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import { getModel, makeEchoProject, runNow, stopModel } from "@/lib/runs/test-run";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

afterEach(stopModel);

const similar = (provider: string) => ({
  kind: "similar" as const,
  config: { model: { provider, name: "baseline" }, threshold: 0.5 },
});

const prepare = () =>
  makeEchoProject([
    { caseId: "Your refund is on its way", expected: "The refund will be on its way soon" },
    { caseId: "Bread needs flour and salt", expected: "The refund will be on its way soon" },
    { caseId: "Held out", split: "holdout" },
  ]);

test("a run compares by embeddings of a connection, and its calls are kept with what they used", async () => {
  const project = await prepare();
  await createConnection(project.admin, { name: "near", kind: "local-baseline" });
  const id = await runNow(project, { scorers: [similar("near")] });
  const run = await getRun(project.viewer, id);
  expect(run).toMatchObject({ status: "completed", counts: { passed: 1, failed: 1, errored: 0 } });
  const calls = await db.modelCall.findMany({ where: { runId: id } });
  expect(calls).toHaveLength(2);
  expect(calls[0]).toMatchObject({ connection: "near", model: "baseline", error: null });
  expect(calls[0]?.inputTokens).toBeGreaterThan(0);
});

test("a run with a scorer on an unknown connection is refused before it starts", async () => {
  const project = await prepare();
  const input = {
    prompt: "support/echo",
    version: 1,
    evalSet: "words",
    scorers: [similar("gone")],
  };
  await expect(startRun(project.editor, StartRun.parse(input))).rejects.toMatchObject({
    code: "invalid",
    errors: [{ path: "scorers.0.config.model.provider" }],
  });
});

test("an editor's similar scorer meets the holdout only on an approved connection", async () => {
  const project = await prepare();
  const baseUrl = `${getModel().url}/embeddings`;
  await createConnection(project.admin, { name: "near", kind: "openai-compatible", baseUrl });
  // Whoever creates a connection has approved it.
  await db.holdoutApproval.deleteMany({ where: { projectId: project.id, subject: "near" } });
  const input = {
    ...{ prompt: "support/echo", version: 1, evalSet: "words", split: "holdout" },
    scorers: [similar("near")],
  };
  const error = await startRun(project.editor, StartRun.parse(input)).catch((e) => e);
  expect(error).toMatchObject({ code: "holdout_not_approved" });
  expect(error.errors.map(({ path }: { path: string }) => path)).toEqual([
    "scorers.0.config.model.provider",
    "scorers.0",
  ]);
});
