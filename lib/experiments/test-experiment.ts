import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import {
  connect,
  type ModelServer,
  makeContent,
  makeTestPrompt,
  makeTestSet,
  startModelServer,
  type TestCase,
  workOff,
} from "@/lib/runs/test-run";
import { StartExperiment, type StartExperimentInput } from "./start-contract";
import { startExperiment } from "./start-experiment";

export type Answer = Parameters<typeof startModelServer>[0];

export const echo: Answer = (message) => message.split(" ").at(-1) ?? "";

/** Those that the test's experiment calls, in the order in which they were given. */
export const servers: ModelServer[] = [];

export async function stopServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
}

export const names = (
  count: number,
  split: "development" | "holdout" = "development",
): TestCase[] =>
  Array.from({ length: count }, (_, index) => ({ caseId: `${split}-${index}`, split }));

/** Two versions, “Say …” and “Tell …”, and a connection to each of the given servers. */
export async function prepare(
  cases: TestCase[],
  answers: Record<string, Answer>,
): Promise<TestProject> {
  const project = await makeTestProject();
  for (const [name, answer] of Object.entries(answers)) {
    const server = await startModelServer(answer);
    servers.push(server);
    await connect(project, server.url, name);
  }
  const versions = [makeContent("Say {{word}}"), makeContent("Tell {{word}}")];
  await makeTestPrompt(project, { versions });
  await makeTestSet(project, cases);
  return project;
}

// Prices of gpt-4o-mini: $0.15 and $0.60 per million tokens, 1,000 each per answer.
export const CALL_USD = 0.00075;
export const one = { provider: "one", name: "gpt-4o-mini" };
export const two = { provider: "two", name: "gpt-4o-mini" };

export const plan = (more: Partial<StartExperimentInput> = {}): StartExperiment =>
  StartExperiment.parse({
    ...{ prompt: "support/echo", evalSet: "words", scorers: [{ kind: "equals" }] },
    ...{ versions: [1, 2], models: [one, two], ...more },
  });

export const start = (project: TestProject, more: Partial<StartExperimentInput> = {}) =>
  startExperiment(project.editor, plan(more));

export async function startAndWork(project: TestProject, more: Partial<StartExperimentInput> = {}) {
  const experiment = await start(project, more);
  for (const { runId } of experiment.cells) await workOff(runId);
  return experiment;
}
