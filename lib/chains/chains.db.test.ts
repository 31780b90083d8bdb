import { afterEach, beforeAll, expect, test } from "vitest";
import { addCase } from "@/lib/eval-sets/add-case";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { getRun } from "@/lib/runs/get-run";
import { listResults } from "@/lib/runs/results/list-results";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  startModelServer,
  workOff,
} from "@/lib/runs/test-run";
import { listWhatIfs } from "@/lib/runs/what-if/list-what-ifs";
import { planWhatIf, startWhatIf } from "@/lib/runs/what-if/start-what-if";
import { StartWhatIf } from "@/lib/runs/what-if/what-if-contract";
import { CreateChainVersion } from "./contract";
import { createChain } from "./create-chain";
import { saveChainVersion } from "./save-chain-version";

// The model SDK takes seconds to load on a busy machine, and only the first test would pay.
beforeAll(() => import("@ai-sdk/openai-compatible"), 60_000);

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const NAME = "support/agent";

/** Classify, choose a branch, look a payment up, answer, check: each step can be made to go wrong by a word. */
const steps = [
  {
    key: "classify",
    kind: "code",
    config: {
      code: `return { category: /charged/.test(input.ticket) && !/classify/.test(input.fault) ? "billing" : "other" };`,
    },
    input: { ticket: "inputs.ticket", fault: "inputs.fault" },
  },
  {
    key: "branch",
    kind: "route",
    config: {
      branches: [
        { name: "stuck", when: { value: "fault", operator: "contains", to: "branch" } },
        { name: "pay", when: { value: "category", operator: "equals", to: "billing" } },
      ],
      otherwise: "talk",
    },
    input: { category: "steps.classify.output.category", fault: "inputs.fault" },
  },
  {
    key: "lookup",
    kind: "tool",
    config: {
      tool: { name: "lookup_payments", parameters: { type: "object", required: ["order"] } },
      canned: [
        { arguments: { order: "lookup", branch: "pay" }, output: { payments: 1 } },
        { arguments: { branch: "pay" }, output: { payments: 2 } },
        { output: { payments: 0 } },
      ],
    },
    input: { order: "inputs.fault", branch: "steps.branch.output" },
  },
  {
    key: "answer",
    kind: "prompt",
    config: { prompt: "support/echo", version: 1 },
    input: { word: "steps.lookup.output.payments", fault: "inputs.fault" },
  },
  {
    key: "check",
    kind: "validate",
    config: { scorer: { kind: "contains", config: { value: "forbidden", negate: true } } },
    input: { value: "steps.answer.output" },
  },
];

const expectedSteps = {
  classify: { category: "billing" },
  branch: "pay",
  lookup: { payments: 2 },
  answer: "2 payments",
};
const FAULTS = ["none", "classify", "branch", "lookup", "answer", "check"];

async function prepare(): Promise<TestProject> {
  const project = await makeTestProject();
  server = await startModelServer((message) => {
    const [, count, fault] = /Say (\d) for (\w+)/.exec(message) ?? [];
    if (fault === "answer") return "2 refunds";
    return fault === "check" ? "2 payments, forbidden" : `${count} payments`;
  });
  await connect(project, server.url);
  await makeTestPrompt(project, { versions: [makeContent("Say {{word}} for {{fault}}")] });
  await createChain(project.editor, { name: NAME });
  await createEvalSet(project.editor, { name: "agent" });
  for (const fault of FAULTS) {
    await addCase(project.editor, "agent", {
      caseId: fault,
      input: { ticket: "I was charged twice", fault },
      expected: fault === "check" ? "2 payments, forbidden" : "2 payments",
      steps:
        fault === "check" ? { ...expectedSteps, answer: "2 payments, forbidden" } : expectedSteps,
    });
  }
  return project;
}

const version = (more: object = {}) =>
  CreateChainVersion.parse({ steps, commitMessage: "First", ...more });

async function runChain(project: TestProject): Promise<string> {
  const input = { chain: NAME, version: 1, evalSet: "agent", scorers: [{ kind: "equals" }] };
  const { id } = await startRun(project.editor, StartRun.parse(input));
  await workOff(id);
  return id;
}

test("a fault in each of five steps is named, and counted where it began", async () => {
  const project = await prepare();
  await saveChainVersion(project.editor, NAME, version());
  const id = await runChain(project);
  const results = await listResults(project.viewer, id, { limit: 50, cursor: undefined });
  expect(results.data.map(({ caseId, firstWrongStep }) => [caseId, firstWrongStep])).toEqual([
    ["none", null],
    ...FAULTS.slice(1).map((fault) => [fault, fault]),
  ]);
  const wrong = results.data.find(({ caseId }) => caseId === "branch");
  expect(wrong?.steps?.map(({ key, status }) => [key, status])).toEqual([
    ["classify", "ok"],
    ["branch", "wrong"],
    ["lookup", "not_reached"],
    ["answer", "not_reached"],
    ["check", "not_reached"],
  ]);
  const run = await getRun(project.viewer, id);
  expect(run).toMatchObject({ chain: NAME, model: null, status: "completed" });
  expect(run.counts).toEqual({ passed: 1, failed: 5, errored: 0 });
  expect(run.byStep.map(({ key, firstWrong, reached }) => [key, firstWrong, reached])).toEqual([
    ["classify", 1, 6],
    ["branch", 1, 5],
    ["lookup", 1, 4],
    ["answer", 1, 3],
    ["check", 1, 2],
  ]);
});

test("with the right output of the step put in, a what-if confirms each fault", async () => {
  const project = await prepare();
  await saveChainVersion(project.editor, NAME, version());
  const id = await runChain(project);
  for (const step of ["classify", "branch", "lookup", "answer"]) {
    const input = StartWhatIf.parse({ case: step, step, output: "expected" });
    const plan = await planWhatIf(project.editor, id, input);
    const at = steps.findIndex(({ key }) => key === step);
    expect(plan.steps.map(({ key, mode }) => [key, mode])).toEqual(
      steps.slice(at + 1).map(({ key }) => [key, "live"]),
    );
    const whatIf = await startWhatIf(project.editor, id, input);
    await workOff(whatIf.id);
    const [answer] = (await listWhatIfs(project.viewer, id)).data;
    expect(answer).toMatchObject({ step, passed: 1, total: 1, status: "completed" });
    expect(answer?.cases).toEqual([{ caseId: step, outcome: "passed", firstWrongStep: null }]);
  }
});

test("a what-if opens no gate: it belongs to no version", async () => {
  const project = await prepare();
  const { contentHash } = await saveChainVersion(project.editor, NAME, version());
  const id = await runChain(project);
  const input = StartWhatIf.parse({ step: "lookup", output: "expected" });
  const whatIf = await startWhatIf(project.editor, id, input);
  const run = await getRun(project.viewer, whatIf.id);
  expect(run.version).toBeNull();
  expect(run.contentHash).not.toBe(contentHash);
  expect(run.whatIf).toEqual({ runNumber: 1, step: "lookup" });
});

test("a wiring mistake is refused with its step, and with what would be right", async () => {
  const project = await prepare();
  const broken = steps.map((step) =>
    step.key === "answer"
      ? { ...step, input: { word: "steps.lookpu.output.payments", fault: "steps.check.output" } }
      : step,
  );
  const error = await saveChainVersion(project.editor, NAME, version({ steps: broken })).catch(
    (e: unknown) => e,
  );
  expect(error).toMatchObject({
    code: "invalid",
    errors: [
      { path: "steps.3.input.word", message: expect.stringContaining("lookup") },
      { path: "steps.3.input.fault", message: expect.stringContaining("before") },
    ],
  });
});

test("a schema that no value could be checked against is refused at its place", async () => {
  const project = await prepare();
  const broken = steps.map((step) =>
    step.key === "lookup"
      ? { ...step, config: { ...step.config, outputSchema: { type: "text" } } }
      : step,
  );
  await expect(
    saveChainVersion(
      project.editor,
      NAME,
      version({ steps: broken, inputs: { $ref: "#/$defs/nowhere" } }),
    ),
  ).rejects.toMatchObject({
    errors: expect.arrayContaining([
      { path: "inputs", message: expect.stringContaining("#/$defs/nowhere") },
      { path: "steps.2.config.outputSchema", message: expect.stringContaining("not valid") },
    ]),
  });
});
