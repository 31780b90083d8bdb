import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import * as apiKey from "@/app/api/v1/api-key/route";
import * as serving from "@/app/api/v1/projects/[project]/prompts/[name]/serving/route";
import * as stream from "@/app/api/v1/projects/[project]/prompts/[name]/serving/stream/route";
import * as version from "@/app/api/v1/projects/[project]/prompts/[name]/versions/[number]/route";
import * as feedback from "@/app/api/v1/projects/[project]/traces/[id]/feedback/route";
import * as traces from "@/app/api/v1/projects/[project]/traces/route";
import { matchPath } from "@/lib/http/server/match-path";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { releaseVersion } from "@/lib/releases/release-version";
import { rollBack } from "@/lib/releases/roll-back";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { getTrace } from "@/lib/traces/reads";
import { Galley } from "@/sdk/src/index";
import { stopListening } from "./listen-for-releases";

const prompt = "support/echo";
let project: TestProject;
let galley: Galley;

type Handler = (request: Request, context: object) => Promise<Response>;

const routes: { pattern: string; handler: Handler }[] = [
  apiKey.GET,
  serving.GET,
  stream.GET,
  version.GET,
  feedback.POST,
  traces.POST,
].map((handler) => ({
  pattern: handler.contract.path.replace(/\{(\w+)\}/g, "[$1]"),
  handler: handler as Handler,
}));

/** The client's requests go to the handlers themselves. */
const fetchHere: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const { pathname } = new URL(request.url);
  for (const { pattern, handler } of routes) {
    const params = matchPath(pattern, pathname);
    if (params) return handler(request, { params: Promise.resolve(params) });
  }
  throw new Error(`Nothing is mounted at ${pathname}`);
};

const release = (number: number) =>
  releaseVersion(project.editor, {
    prompt,
    version: number,
    environment: "staging",
    note: { goal: "Right more often", change: "Say the word first" },
  });

beforeEach(async () => {
  project = await makeTestProject();
  const versions = [makeContent("one {{word}}"), makeContent("two {{word}}")];
  await makeTestPrompt(project, { versions });
  const { apiKey: key } = await createApiKey(project.admin, {
    name: "app",
    scopes: ["prompts:read", "traces:write"],
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

test("a running client hears of a release and of its roll-back", async () => {
  await release(1);
  const first = await galley.prompt(prompt);
  expect(first.compile({ word: "hello" })).toEqual([{ role: "user", content: "one hello" }]);
  const second = await release(2);
  const sees = (number: number) =>
    vi.waitFor(async () => expect(await galley.prompt(prompt)).toMatchObject({ version: number }), {
      timeout: 2_000,
    });
  await sees(2);
  await rollBack(project.editor, second.id, { reason: "Wrong words" });
  await sees(1);
});

test("nothing released is an error, or the fallback; a version is had by its number", async () => {
  await expect(galley.prompt(prompt)).rejects.toMatchObject({ code: "not_found", status: 404 });
  expect(await galley.prompt(prompt, { fallback: "" })).toMatchObject({ isFallback: true });
  expect(await galley.prompt(prompt, { version: 2 })).toMatchObject({ version: 2, arm: null });
});

test("what is tracked becomes a trace, and its outcome is told by the token alone", async () => {
  await release(1);
  const handle = await galley.prompt(prompt, { unit: "user-42" });
  await galley.track(handle, () => ({ usage: { input_tokens: 10, output_tokens: 3 } }));
  await galley.flush();
  expect(await galley.outcome(handle.token, { outcome: "escalated" })).toEqual({
    isAccepted: true,
  });
  expect(await getTrace(project.viewer, handle.traceId)).toMatchObject({
    prompt,
    version: 1,
    arm: "stable",
    unit: "user-42",
    environment: "staging",
    outcome: "escalated",
    inputTokens: 10,
    outputTokens: 3,
  });
});
