import { beforeAll, expect, test } from "vitest";
import {
  GET as getCase,
  PATCH as updateCase,
} from "@/app/api/v1/projects/[project]/eval-sets/[name]/cases/[caseId]/route";
import { GET as listCases } from "@/app/api/v1/projects/[project]/eval-sets/[name]/cases/route";
import { POST as importCases } from "@/app/api/v1/projects/[project]/eval-sets/[name]/imports/route";
import {
  PATCH as editPrompt,
  GET as getPrompt,
} from "@/app/api/v1/projects/[project]/prompts/[name]/route";
import {
  POST as createPrompt,
  GET as listPrompts,
} from "@/app/api/v1/projects/[project]/prompts/route";
import { GET as exportResults } from "@/app/api/v1/projects/[project]/runs/[run]/exports/route";
import { systemActor } from "@/lib/auth/actor";
import { addCase } from "@/lib/eval-sets/add-case";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { saveVersion } from "@/lib/prompts/save-version";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";

type Handler = (request: Request, context: object) => Promise<Response>;

let project: TestProject;
let apiKey: string;

beforeAll(async () => {
  project = await makeTestProject();
  const input = { name: "key", scopes: ["admin" as const] };
  apiKey = (await createApiKey(systemActor(project, "test"), input)).apiKey;
  await createEvalSet(project.admin, { name: "main" });
  await addCase(project.admin, "main", { caseId: "one", input: { text: "hello" }, expected: "hi" });
}, 60_000);

interface Ask {
  params?: Record<string, string>;
  query?: string;
  body?: string;
  headers?: Record<string, string>;
}

function ask(handler: Handler & { contract: { method: string } }, options: Ask = {}) {
  const { params = {}, query = "", body, headers = {} } = options;
  const request = new Request(`http://127.0.0.1:3000/api${query}`, {
    method: handler.contract.method,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return handler(request, { params: Promise.resolve({ project: project.slug, ...params }) });
}

test("an If-Match of an older state is refused and nothing is overwritten", async () => {
  const body = JSON.stringify({ name: "support/triage", kind: "chat" });
  expect((await ask(createPrompt, { body })).status).toBe(201);
  const params = { name: "support/triage" };
  const etag = (await ask(getPrompt, { params })).headers.get("etag") ?? "";
  const edit = (description: string) =>
    ask(editPrompt, {
      params,
      body: JSON.stringify({ description }),
      headers: { "if-match": etag },
    });
  expect((await edit("first")).status).toBe(200);
  const late = await edit("second");
  expect([late.status, (await late.json()).code]).toEqual([412, "stale"]);
  expect((await (await ask(getPrompt, { params })).json()).description).toBe("first");
});

test("of many who save at once on top of the same state, one does", async () => {
  const body = JSON.stringify({ name: "support/raced", kind: "chat" });
  expect((await ask(createPrompt, { body })).status).toBe(201);
  const params = { name: "support/raced" };
  const etag = (await ask(getPrompt, { params })).headers.get("etag") ?? "";
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      ask(editPrompt, {
        params,
        body: JSON.stringify({ description: `by person ${index}` }),
        headers: { "if-match": etag },
      }),
    ),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array.from({ length: 11 }, () => 412)]);
});

test("a case takes If-Match as well, and any state with *", async () => {
  const params = { name: "main", caseId: "one" };
  const etag = (await ask(getCase, { params })).headers.get("etag") ?? "";
  const edit = (tier: string, match: string) =>
    ask(updateCase, {
      params,
      body: JSON.stringify({ attributes: { tier } }),
      headers: { "if-match": match },
    });
  expect((await edit("gold", `W/${etag}`)).status).toBe(200);
  expect((await edit("silver", etag)).status).toBe(412);
  expect((await edit("silver", "*")).status).toBe(200);
});

test("what the client has already is answered with 304, also when a proxy made its tag weak", async () => {
  const params = { name: "main", caseId: "one" };
  const etag = (await ask(getCase, { params })).headers.get("etag") ?? "";
  const again = await ask(getCase, { params, headers: { "if-none-match": `"x", W/${etag}` } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test.each([[["999999999999999"]], [["development", "99999999999999999999"]], [["x", "y"]]])(
  "a made-up cursor (%s) is refused",
  async (keys) => {
    const cursor = Buffer.from(JSON.stringify(keys)).toString("base64url");
    const answer = await ask(listCases, { params: { name: "main" }, query: `?cursor=${cursor}` });
    expect([answer.status, (await answer.json()).errors[0].path]).toEqual([422, "cursor"]);
  },
);

test.each(["50% off", "a/b", "a%2Fb", "é?#&=+ x"])(
  "a case called %s is found under its encoded name, and under no other",
  async (caseId) => {
    await addCase(project.admin, "main", { caseId, input: { text: caseId } });
    const path = `/api/v1/projects/${project.slug}/eval-sets/main/cases/${encodeURIComponent(caseId)}`;
    const answer = await getCase(
      new Request(`http://127.0.0.1:3000${path}`, {
        headers: { authorization: `Bearer ${apiKey}` },
      }),
      // As Next gives them: decoded already.
      { params: Promise.resolve({ project: project.slug, name: "main", caseId }) },
    );
    expect((await answer.json()).caseId).toBe(caseId);
  },
);

test("a NUL character is a 422 with its place, in a body and in a query", async () => {
  const body = JSON.stringify({ name: "nul", kind: "chat", description: "a\u0000b" });
  const refused = await ask(createPrompt, { body });
  expect([refused.status, (await refused.json()).errors[0].path]).toEqual([422, "description"]);
  expect((await ask(listPrompts, { query: "?q=%00" })).status).toBe(422);
});

test("columns that are named like parts of every object are imported like others", async () => {
  const answer = await ask(importCases, {
    params: { name: "main" },
    query: "?dryRun=true",
    headers: { "content-type": "text/csv" },
    body: "constructor,toString,text\na,b,c\n",
  });
  expect([answer.status, (await answer.json()).imported]).toEqual([200, 1]);
});

test.each(["csv", "jsonl"])(
  "a %s export by a segment that does not exist is a 404, not a broken file",
  async (format) => {
    const content = { messages: [{ role: "user" as const, content: "{{text}}" }], settings: {} };
    const model = { provider: "local", name: "baseline" };
    const { name } = await (
      await ask(createPrompt, { body: JSON.stringify({ name: `export/${format}`, kind: "text" }) })
    ).json();
    await saveVersion(project.admin, name, { ...content, model, commitMessage: "First" });
    const run = await startRun(
      project.admin,
      StartRun.parse({ prompt: name, version: 1, evalSet: "main" }),
    );
    const query = `?format=${format}&segment=nowhere`;
    expect((await ask(exportResults, { params: { run: run.id }, query })).status).toBe(404);
  },
);
