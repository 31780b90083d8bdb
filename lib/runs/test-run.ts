import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { hashInput } from "@/lib/eval-sets/case-state";
import { approveDefinitions } from "@/lib/holdout/approve-definition";
import { connectionDefinition } from "@/lib/holdout/connection-definition";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { contentHash } from "@/lib/prompts/content-hash";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { executeRun, type RunJob } from "@/lib/runs/execute/execute-run";
import { ScorerList, type ScorerSpecInput } from "@/lib/scorers/contract";
import { StartRun, type StartRunInput } from "./start-contract";
import { startRun } from "./start-run";

/** For database tests: a prompt, cases, a model server on loopback, and runs that are worked off at once. */

export interface TestCase {
  caseId: string;
  input?: Record<string, string>;
  expected?: string | null;
  split?: "development" | "holdout";
  kind?: "routine" | "edge";
  attributes?: Record<string, string>;
  assertions?: ScorerSpecInput[];
}

export function makeContent(text = "Say {{word}}", provider = "test"): VersionContent {
  return {
    messages: [{ role: "user", content: text }],
    model: { provider, name: "echo" },
    settings: {},
  };
}

export async function makeTestPrompt(
  project: TestProject,
  { name = "support/echo", versions = [makeContent()] } = {},
): Promise<string> {
  await db.prompt.create({
    data: {
      projectId: project.id,
      name,
      kind: "chat",
      latestVersion: versions.length,
      versions: {
        create: versions.map((content, index) => ({
          projectId: project.id,
          number: index + 1,
          messages: json(content.messages),
          model: json(content.model),
          settings: json(content.settings),
          variables: ["word"],
          commitMessage: "For a test",
          contentHash: contentHash(content),
          authorName: "Ines",
        })),
      },
    },
  });
  return name;
}

export async function makeTestSet(
  project: TestProject,
  cases: TestCase[],
  more: { name?: string; holdoutBudget?: number } = {},
): Promise<string> {
  const { name = "words", holdoutBudget = null } = more;
  const set = await db.evalSet.create({
    data: { projectId: project.id, name, revision: 1, holdoutBudget },
  });
  await db.evalCase.createMany({
    data: cases.map((each, position) => {
      const input = each.input ?? { word: each.caseId };
      return {
        evalSetId: set.id,
        caseId: each.caseId,
        position,
        sinceRevision: 1,
        input,
        ...(each.expected === null ? {} : { expected: each.expected ?? each.caseId }),
        kind: each.kind ?? "routine",
        split: each.split ?? "development",
        attributes: each.attributes ?? {},
        ...(each.assertions ? { assertions: json(ScorerList.parse(each.assertions)) } : {}),
        language: "en",
        inputLength: 10,
        inputHash: hashInput(input),
      };
    }),
  });
  return name;
}

export interface ModelServer {
  url: string;
  /** The text that was asked, call by call. */
  calls: string[];
  close: () => Promise<void>;
}

type Answer = (
  message: string,
  call: number,
  response: ServerResponse,
) => string | null | Promise<string | null>;

/** An OpenAI-compatible server. `answer` gives the text, or null when it has answered by itself. */
export async function startModelServer(answer: Answer): Promise<ModelServer> {
  const calls: string[] = [];
  const server: Server = createServer((request, response) => {
    void respond(request, response, async (message) => {
      calls.push(message);
      return answer(message, calls.length, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (message: string) => Promise<string | null>,
): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  const text = await answer(messages.at(-1)?.content ?? "");
  if (text === null) return;
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({
      id: "answer",
      object: "chat.completion",
      created: 0,
      model: "gpt-4o-mini",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: text } }],
      usage: { prompt_tokens: 1_000, completion_tokens: 1_000, total_tokens: 2_000 },
    }),
  );
}

export async function refuse(
  response: ServerResponse,
  status: number,
  headers = {},
): Promise<null> {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ error: { message: `status ${status}` } }));
  return null;
}

/** A connection as an admin makes it: approved for the holdout. */
export async function connect(project: TestProject, url: string, name = "test"): Promise<void> {
  const row = await db.connection.create({
    data: { projectId: project.id, name, kind: "openai-compatible", baseUrl: url },
  });
  await approveDefinitions(db, project.admin, [
    { kind: "connection", subject: name, hash: connectionDefinition(row) },
  ]);
}

/** The jobs of these runs, taken from the queue as a worker would, one after the other. */
export async function workOff(runId: string, signal = new AbortController().signal): Promise<void> {
  for (let job = await takeJob(runId); job; job = await takeJob(runId)) {
    await executeRun(job, { signal });
    if (signal.aborted) return;
  }
}

export async function takeJob(runId: string): Promise<RunJob | null> {
  const [job] = await db.$queryRaw<{ payload: RunJob }[]>`
    delete from graphile_worker._private_jobs where id = (
      select id from graphile_worker._private_jobs where payload ->> 'runId' = ${runId}
      order by id limit 1)
    returning payload`;
  return job?.payload ?? null;
}

export async function runNow(
  project: TestProject,
  input: Omit<StartRunInput, "prompt" | "evalSet"> & { prompt?: string; evalSet?: string },
): Promise<string> {
  const { id } = await startRun(
    project.editor,
    StartRun.parse({
      prompt: "support/echo",
      evalSet: "words",
      ...(input.content ? {} : { version: 1 }),
      ...input,
    }),
  );
  await workOff(id);
  return id;
}

let modelOfTest: ModelServer | undefined;

const answerWord: Answer = (message) => message.replace("Say ", "");

/** A project whose one prompt, “Say {{word}}”, meets these cases, on a model that answers with the word. */
export async function makeEchoProject(
  cases: TestCase[],
  answer: Answer = answerWord,
): Promise<TestProject> {
  const project = await makeTestProject();
  modelOfTest = await startModelServer(answer);
  await connect(project, modelOfTest.url);
  await makeTestPrompt(project);
  await makeTestSet(project, cases);
  return project;
}

/** The model of the test's project. */
export function getModel(): ModelServer {
  if (!modelOfTest) throw new Error("The test has made no project with a model.");
  return modelOfTest;
}

/** After each test that made one. */
export async function stopModel(): Promise<void> {
  await modelOfTest?.close();
  modelOfTest = undefined;
}
