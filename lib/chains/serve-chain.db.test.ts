import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import * as apiKey from "@/app/api/v1/api-key/route";
import * as serving from "@/app/api/v1/projects/[project]/prompts/[name]/serving/route";
import * as stream from "@/app/api/v1/projects/[project]/prompts/[name]/serving/stream/route";
import * as version from "@/app/api/v1/projects/[project]/prompts/[name]/versions/[number]/route";
import { matchPath } from "@/lib/http/server/match-path";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { releaseVersion } from "@/lib/releases/release-version";
import { rollBack } from "@/lib/releases/roll-back";
import { stopListening } from "@/lib/releases/serving/listen-for-releases";
import { look, sendRequests } from "@/lib/releases/test-rollout";
import { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { Galley } from "@/sdk/src/index";
import { CreateChainVersion } from "./contract";
import { createChain } from "./create-chain";
import { saveChainVersion } from "./save-chain-version";

const NAME = "support/agent";
let project: TestProject;
let galley: Galley;

type Handler = (request: Request, context: object) => Promise<Response>;

const routes = [apiKey.GET, version.GET, serving.GET, stream.GET].map((handler) => ({
  pattern: handler.contract.path.replace(/\{(\w+)\}/g, "[$1]"),
  handler: handler as Handler,
}));

const fetchHere: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  for (const { pattern, handler } of routes) {
    const params = matchPath(pattern, new URL(request.url).pathname);
    if (params) return handler(request, { params: Promise.resolve(params) });
  }
  throw new Error(`Nothing is mounted at ${request.url}`);
};

const release = (version: number) =>
  releaseVersion(project.editor, {
    prompt: NAME,
    version,
    environment: "staging",
    note: { goal: "Right more often", change: "Both steps together" },
  });

/** Two prompt steps that pin the same version of their prompt, so that a mix of two releases shows. */
const chainOf = (version: number) =>
  CreateChainVersion.parse({
    steps: [
      {
        key: "route",
        kind: "prompt",
        config: { prompt: "step/route", version },
        input: { word: "inputs.word" },
      },
      {
        key: "answer",
        kind: "prompt",
        config: { prompt: "step/answer", version },
        input: { word: "steps.route.output" },
      },
    ],
    commitMessage: `Pins v${version}`,
  });

beforeEach(async () => {
  project = await makeTestProject();
  for (const name of ["step/route", "step/answer"]) {
    const versions = [makeContent("one {{word}}"), makeContent("two {{word}}")];
    await makeTestPrompt(project, {
      name,
      versions: versions.map((one) => ({ ...one, model: { provider: "local", name: "baseline" } })),
    });
  }
  await createChain(project.editor, { name: NAME });
  for (const version of [1, 2]) await saveChainVersion(project.editor, NAME, chainOf(version));
  const { apiKey: key } = await createApiKey(project.admin, {
    name: "app",
    scopes: ["prompts:read"],
  });
  galley = new Galley({
    apiKey: key,
    baseUrl: "http://127.0.0.1:3000",
    environment: "staging",
    fetch: fetchHere,
    log: () => {},
  });
});
afterEach(() => galley.close());
afterAll(stopListening);

const textsFor = async (unit: string) => {
  const chain = await galley.prompt(NAME, { unit });
  const texts = ["route", "answer"].map(
    (key) => chain.step(key).compile({ word: "x" })[0]?.content,
  );
  return { unit, arm: chain.arm, version: chain.version, texts };
};
const textsOf = () => textsFor("u1");

test("an application gets a chain with the prompts of its steps in one document", async () => {
  await release(1);
  const chain = await galley.prompt(NAME);
  expect(chain.steps.map(({ key, kind }) => [key, kind])).toEqual([
    ["route", "prompt"],
    ["answer", "prompt"],
  ]);
  expect(chain.step("answer")).toMatchObject({ version: 1, model: { name: "baseline" } });
  expect(chain.step("answer").token).toBe(chain.token);
  expect(() => chain.step("nobody")).toThrow(/no prompt step/);
});

test("an application fetches a chain by its number, with the prompts that its steps pin", async () => {
  const chain = await galley.prompt(NAME, { version: 2 });
  expect(chain).toMatchObject({ version: 2, model: null });
  expect(chain.steps.map(({ key }) => key)).toEqual(["route", "answer"]);
  expect(chain.step("answer").compile({ word: "x" })[0]?.content).toBe("two x");
  const prompt = await galley.prompt("step/route", { version: 1 });
  expect(prompt.compile({ word: "x" })[0]?.content).toBe("one x");
});

test("under load a release moves all steps at once: never one step old and one new", async () => {
  const first = await release(1);
  let isOver = false;
  const mixes: unknown[] = [];
  const versions = new Set<number | null>();
  const reader = async () => {
    while (!isOver) {
      const { version, texts } = await textsOf();
      versions.add(version);
      const expected = version === 1 ? "one x" : "two x";
      if (texts.some((text) => text !== expected)) mixes.push({ version, texts });
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const readers = Array.from({ length: 20 }, reader);
  const sees = async (version: number) => {
    const until = Date.now() + 10_000;
    while ((await textsOf()).version !== version && Date.now() < until) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await sees(1);
  for (let round = 0; round < 3; round++) {
    const second = await release(2);
    await sees(2);
    await rollBack(project.editor, second.id, { reason: "Back to the first" });
    await sees(1);
  }
  isOver = true;
  await Promise.all(readers);
  expect(first.version).toBe(1);
  expect([...versions].toSorted()).toEqual([1, 2]);
  expect(mixes).toEqual([]);
});

test("a chain goes live in stages: each unit gets all steps of one version, and a harm rolls all of them back", async () => {
  await release(1);
  const guardrails = [{ metric: "escalation_rate", comparator: "<=", threshold: 0.08 }];
  const stages = [{ percent: 50, minMinutes: 60 }];
  const staged = await releaseVersion(project.editor, {
    ...{ prompt: NAME, version: 2, environment: "staging" },
    note: { goal: "Right more often", change: "Both steps together" },
    rollout: RolloutPlan.parse({ stages, guardrails, maturationMinutes: 0 }),
  });
  const units = Array.from({ length: 40 }, (_, index) => `unit-${index}`);
  const answers = await Promise.all(units.map(textsFor));
  expect(new Set(answers.map(({ arm }) => arm))).toEqual(new Set(["stable", "candidate"]));
  for (const { arm, version, texts } of answers) {
    const word = arm === "candidate" ? "two x" : "one x";
    expect({ version, texts }).toEqual({
      version: arm === "candidate" ? 2 : 1,
      texts: [word, word],
    });
  }
  const requests = answers.map(({ unit, arm }) => ({
    unit,
    outcome: arm === "candidate" ? "escalated" : "succeeded",
  }));
  await sendRequests(project, staged, requests);
  expect(await look(staged)).toMatchObject({ state: "rolled_back" });
  await expect
    .poll(async () => new Set((await Promise.all(units.map(textsFor))).map((one) => one.version)))
    .toEqual(new Set([1]));
});
