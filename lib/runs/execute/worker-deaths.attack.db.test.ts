import { afterEach, beforeAll, expect } from "vitest";
import { makeTestProject } from "@/lib/projects/test-project";
import { getRun } from "@/lib/runs/get-run";
import { retryErrors } from "@/lib/runs/retry-errors";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import {
  connect,
  type ModelServer,
  makeTestPrompt,
  makeTestSet,
  startModelServer,
  takeJob,
  workOff,
} from "@/lib/runs/test-run";
import { attack } from "@/scripts/testing/attack";
import { executeRun, type RunJob } from "./execute-run";

// The model SDK takes seconds to load on a busy machine.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let server: ModelServer | undefined;
const workers: { stop: AbortController; done: Promise<void> }[] = [];

afterEach(async () => {
  await server?.close();
  for (const { stop } of workers) stop.abort();
  await Promise.allSettled(workers.map(({ done }) => done));
});

/** A worker that takes the job and is never heard of again: killed, it leaves the shard as it is. */
async function workUntilKilled(job: RunJob, isKilled: () => boolean): Promise<void> {
  const stop = new AbortController();
  workers.push({ stop, done: executeRun(job, { signal: stop.signal }).catch(() => {}) });
  await expect.poll(isKilled, { timeout: 15_000 }).toBe(true);
}

attack(
  "editor",
  "a case that kills the worker each time",
  async () => {
    const project = await makeTestProject();
    let hangs = true;
    let deaths = 0;
    server = await startModelServer((message) => {
      if (!message.endsWith("poison") || !hangs) return message.replace("Say ", "");
      deaths += 1;
      return new Promise<null>(() => {});
    });
    await connect(project, server.url);
    await makeTestPrompt(project);
    const cases = ["one", "two", "poison", "three", "four"].map((caseId) => ({ caseId }));
    await makeTestSet(project, cases);
    const { id } = await startRun(
      project.editor,
      StartRun.parse({ prompt: "support/echo", version: 1, evalSet: "words" }),
    );
    const job = await takeJob(id);
    if (!job) throw new Error("The run has no job.");

    await workUntilKilled(job, () => deaths === 1);
    await workUntilKilled(job, () => deaths === 2);
    await executeRun(job, { signal: new AbortController().signal });
    const run = await getRun(project.editor, id);
    expect(run).toMatchObject({
      status: "failed",
      statusReason: expect.stringMatching(
        /^Case “poison” stopped the worker twice: its prompt renders to 1 kB\./,
      ),
      counts: { failed: 0 },
    });
    expect(deaths).toBe(2);

    hangs = false;
    await retryErrors(project.editor, id);
    await workOff(id);
    expect(await getRun(project.editor, id)).toMatchObject({
      status: "completed",
      counts: { passed: 5, failed: 0, errored: 0 },
    });
    return `failed after 2 deaths: ${run.statusReason}`;
  },
  60_000,
);

attack(
  "editor",
  "a run beside the one that kills the worker",
  async () => {
    const project = await makeTestProject();
    let hangs = true;
    server = await startModelServer((message) =>
      hangs ? new Promise<null>(() => {}) : message.replace("Say ", ""),
    );
    const calls = server.calls;
    await connect(project, server.url);
    await makeTestPrompt(project);
    await makeTestSet(project, [{ caseId: "one" }, { caseId: "two" }]);
    const { id } = await startRun(
      project.editor,
      StartRun.parse({ prompt: "support/echo", version: 1, evalSet: "words" }),
    );
    const job = await takeJob(id);
    if (!job) throw new Error("The run has no job.");
    await workUntilKilled(job, () => calls.length >= 2);
    hangs = false;
    await executeRun(job, { signal: new AbortController().signal });
    expect(await getRun(project.editor, id)).toMatchObject({
      status: "completed",
      counts: { passed: 2 },
    });
    return "one death is no reason to fail: completed";
  },
  60_000,
);
