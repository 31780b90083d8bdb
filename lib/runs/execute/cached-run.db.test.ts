import { afterEach, beforeAll, expect, test } from "vitest";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { getRun } from "@/lib/runs/get-run";
import { listResults } from "@/lib/runs/results/list-results";
import {
  connect,
  type ModelServer,
  makeTestPrompt,
  makeTestSet,
  runNow,
  startModelServer,
} from "@/lib/runs/test-run";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let server: ModelServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const names = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ caseId: `case-${index}` }));

type Answer = Parameters<typeof startModelServer>[0];
const echo: Answer = (message) => message.replace("Say ", "");

async function prepare(
  answer: Answer,
  cases: Parameters<typeof makeTestSet>[1],
): Promise<TestProject> {
  const project = await makeTestProject();
  server = await startModelServer(answer);
  await connect(project, server.url);
  await makeTestPrompt(project);
  await makeTestSet(project, cases);
  return project;
}

test("a cached run asks the model nothing that it was asked before", async () => {
  const project = await prepare(echo, names(12));
  await runNow(project, { cache: true });
  const run = await getRun(project.viewer, await runNow(project, { cache: true }));
  expect(server?.calls).toHaveLength(12);
  expect(run).toMatchObject({ counts: { passed: 12 }, replayed: 12 });

  const replayed = await runNow(project, { model: { provider: "replay", name: "echo" } });
  expect(await getRun(project.viewer, replayed)).toMatchObject({
    counts: { passed: 12 },
    replayed: 12,
  });
});

test("a cached run asks its judge nothing twice either, but once for every repeat", async () => {
  const verdict = JSON.stringify({ passed: true, reason: "It says so." });
  const project = await prepare(
    (message, call, response) =>
      message.startsWith("<<<") ? verdict : echo(message, call, response),
    names(3),
  );
  const model = { provider: "test", name: "echo" };
  const scorers = [
    { kind: "judge-rubric" as const, config: { rubric: "It says the word.", model } },
  ];
  const first = await runNow(project, { scorers, cache: true, repeats: 2 });
  expect(server?.calls).toHaveLength(12);
  const second = await runNow(project, { scorers, cache: true, repeats: 2 });
  expect(server?.calls).toHaveLength(12);
  expect(await getRun(project.viewer, second)).toMatchObject({
    counts: { passed: 6 },
    replayed: 6,
    latencyMs: (await getRun(project.viewer, first)).latencyMs,
  });
});

test("a cached answer keeps what its call cost and took, and says so; nothing is spent for it", async () => {
  const project = await prepare(echo, names(4));
  // A model with a price.
  const model = { provider: "test", name: "gpt-4o-mini" };
  const read = async (cache: boolean) => {
    const id = await runNow(project, { cache, model });
    const { data } = await listResults(project.viewer, id, { limit: 50 });
    return { run: await getRun(project.viewer, id), data };
  };
  const first = await read(true);
  const { spentUsd, answersUsd } = first.run.cost ?? {};
  expect(answersUsd).toBeGreaterThan(0);
  expect(spentUsd).toBe(answersUsd);

  const second = await read(true);
  expect(server?.calls).toHaveLength(4);
  expect(second.run).toMatchObject({ cache: true, costUsd: 0, replayed: 4 });
  expect(second.run.cost).toMatchObject({ answersUsd, spentUsd: 0 });
  expect(second.run.costPerSuccessUsd).toBe(first.run.costPerSuccessUsd);
  const facts = ({ data }: typeof first) =>
    data.map(({ caseId, costUsd, latencyMs, tokens }) => ({ caseId, costUsd, latencyMs, tokens }));
  expect(facts(second)).toEqual(facts(first));
  expect(second.data.every(({ recorded }) => recorded)).toBe(true);
});

test("without the cache a run asks again, and leaves no answer for others", async () => {
  const project = await prepare(echo, names(3));
  await runNow(project, {});
  await runNow(project, { cache: true });
  expect(server?.calls).toHaveLength(6);
  const run = await getRun(project.viewer, await runNow(project, {}));
  expect(server?.calls).toHaveLength(9);
  expect(run).toMatchObject({ cache: false, replayed: 0 });
});

test("no repeat answers for another, and a request that differs in anything is asked", async () => {
  let answers = 0;
  const project = await prepare(() => `answer ${++answers}`, names(1));
  const outputs = async (input: Parameters<typeof runNow>[1]) => {
    const id = await runNow(project, { cache: true, ...input });
    const { data } = await listResults(project.viewer, id, { limit: 50 });
    return data.map(({ output }) => output);
  };
  const first = await outputs({ repeats: 3, concurrency: 1 });
  expect(new Set(first).size).toBe(3);
  expect(await outputs({ repeats: 3 })).toEqual(first);
  expect(answers).toBe(3);
  expect(await outputs({ repeats: 4 })).toEqual([...first, "answer 4"]);
  expect(await outputs({ model: { provider: "test", name: "other" } })).toEqual(["answer 5"]);
});
