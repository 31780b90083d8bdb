import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Api, expect, type TestProject, test } from "../fixtures";
import { recordAttack } from "./record-attack";
import { type Definitions, type Schema, worstBody } from "./worst-body";

/** What the product promises, whatever somebody sends. */
const HEALTH_MS = 250;
/** Below the cap of 4 MB, so that the body is read and looked at. */
const BODY_BYTES = 3_900_000;
/** The same for what is no API: next-auth and pages take 16 kB. */
const FORM_BYTES = 15_900;
const AT_ONCE = 1;
const NESTED = `[${"[],".repeat(BODY_BYTES / 3)}[]]`;

interface Operation {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Definitions };
}

interface Attempt {
  name: string;
  method: string;
  path: string;
  type?: string;
  body?: string;
}

interface HealthAnswer {
  at: number;
  ms: number;
  /** What a server that does nothing took at the same time: the machine's own slowness. */
  machineMs: number;
  status: number | string;
}

test("the worst request to every route leaves health below 250 ms", async ({
  project,
  api,
  baseURL,
}) => {
  test.setTimeout(300_000);
  await prepare(api);
  const response = await fetch(`${baseURL}/api/v1/openapi.json`);
  const document = (await response.json()) as Document;
  const attempts = [...walk(document, project), ...special(project)];
  expect(attempts.length).toBeGreaterThan(150);

  await Promise.all(attempts.map(({ method, path }) => warmUp(baseURL ?? "", method, path)));
  const watch = await watchHealth(baseURL ?? "");
  const times: { attempt: Attempt; from: number; to: number; status: number }[] = [];
  const left = [...attempts];
  const send = async () => {
    for (let attempt = left.shift(); attempt; attempt = left.shift()) {
      const from = Date.now();
      const { method, path, type, body } = attempt;
      const answer = await fetch(`${baseURL}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${project.apiKey}`,
          ...(type ? { "content-type": type } : {}),
        },
        ...(body === undefined ? {} : { body }),
      });
      await answer.arrayBuffer();
      times.push({ attempt, from, to: Date.now(), status: answer.status });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  const answers = await watch.stop();

  const slow = answers
    .filter(({ ms, machineMs }) => ms - machineMs > HEALTH_MS)
    .map(({ at, ms }) => {
      const during = times.filter(({ from, to }) => from <= at + ms && to >= at);
      return `${Math.round(ms)} ms during ${during.map(({ attempt }) => attempt.name).join(", ")}`;
    });
  expect(slow).toEqual([]);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  // A refusal for the number of requests would say nothing about their cost.
  expect(times.filter(({ status }) => status === 429 || (status >= 500 && status !== 503))).toEqual(
    [],
  );
  const longest = Math.max(...answers.map(({ ms }) => ms));
  recordAttack({
    who: "key with all scopes",
    request: `the worst case of ${times.length} routes`,
    outcome: `${answers.length} answers of health, none after more than ${Math.round(longest)} ms`,
  });
});

/** What the addresses name exists, so that a request goes as far as it can. */
async function prepare(api: Api): Promise<void> {
  await api.post("/prompts", { name: "support/worst", kind: "chat" });
  const content = {
    messages: [{ role: "user", content: "Say {{text}}" }],
    model: { provider: "local", name: "baseline" },
    settings: {},
  };
  await api.post("/prompts/support%2Fworst/versions", { ...content, commitMessage: "First" });
  await api.post("/eval-sets", { name: "worst" });
  await api.importCsv("worst", "input.text,expected\nhello,hello\n");
}

const NAMES: Record<string, string> = {
  name: "support%2Fworst",
  evalSet: "worst",
  number: "1",
  version: "1",
  revision: "1",
};

function addressOf(path: string, project: TestProject): string {
  return path.replace(/\{(\w+)\}/g, (_, param: string) =>
    param === "project"
      ? project.slug
      : param === "name" && path.includes("/eval-sets/")
        ? "worst"
        : (NAMES[param] ?? "00000000-0000-4000-8000-000000000000"),
  );
}

/**
 * One attempt for each route that writes, or takes a body or a query; a route of a kind that nobody knows fails.
 * What takes no body is sent one all the same. What deletes comes last, so that the others find what they name.
 */
function walk({ paths, components }: Document, project: TestProject): Attempt[] {
  const definitions = components?.schemas ?? {};
  const attempts = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { requestBody, parameters = [] }]): Attempt[] => {
      const name = `${method.toUpperCase()} ${path}`;
      const to = { name, method: method.toUpperCase(), path: addressOf(path, project) };
      if (requestBody) {
        return Object.entries(requestBody.content).map(([type, { schema }]) => {
          return { ...to, type, body: bodyOf(name, type, schema, definitions) };
        });
      }
      if (method !== "get") return [{ ...to, type: "application/json", body: NESTED }];
      const query = parameters.filter((parameter) => parameter.in === "query");
      if (query.length === 0) return [];
      return [{ ...to, path: `${to.path}?${worstQuery(query, definitions)}` }];
    }),
  );
  const isDelete = ({ method }: Attempt) => method === "DELETE";
  return [...attempts.filter((one) => !isDelete(one)), ...attempts.filter(isDelete)];
}

function bodyOf(
  name: string,
  type: string,
  schema: Schema | undefined,
  definitions: Definitions,
): string {
  if (type === "application/json" && schema) return worstBody(schema, definitions, BODY_BYTES);
  if (type === "text/csv") return "a,b\n".repeat(BODY_BYTES / 4);
  if (/ndjson|jsonl|text\/plain/.test(type)) return '{"input":{"a":"b"}}\n'.repeat(BODY_BYTES / 20);
  if (/yaml/.test(type)) return "- a: [b, c]\n".repeat(BODY_BYTES / 12);
  // Field 1, empty, as often as it fits.
  if (type === "application/x-protobuf") return "\n\0".repeat(BODY_BYTES / 2);
  if (type === "application/json") return NESTED;
  throw new Error(`${name} takes ${type}: say here what its worst body is.`);
}

function worstQuery(query: NonNullable<Operation["parameters"]>, definitions: Definitions): string {
  const values = query
    .filter(({ name }) => name !== "cursor")
    .map(({ name, schema = {} }): [string, string] => {
      const text = worstBody(schema, definitions, 1_000).replace(/^"|"$/g, "");
      return [name, text];
    });
  return new URLSearchParams(values).toString();
}

/** Requests that once stopped the instance. */
function special(project: TestProject): Attempt[] {
  const at = (path: string) => `/api/v1/projects/${project.slug}${path}`;
  const model = { provider: "local", name: "baseline" };
  const content = (messages: string[]) => ({
    messages: messages.map((text) => ({ role: "user", content: text })),
    model,
    settings: {},
  });
  const post = (name: string, path: string, body: object): Attempt => ({
    name,
    method: "POST",
    path: at(path),
    type: "application/json",
    body: JSON.stringify(body),
  });
  const sizes = ["a", " ", "漢"].map((unit) =>
    post(
      `size preview of ${JSON.stringify(unit)}`,
      "/size-previews",
      content([unit.repeat(400_000)]),
    ),
  );
  const tries = "/prompts/support%2Fworst/tries";
  const pattern = "x(.{0,999})".repeat(90);
  const set = {
    kind: "all",
    config: { scorers: Array(20).fill({ scorer: { kind: "regex", config: { pattern } } }) },
  };
  return [
    ...sizes,
    ...forms(),
    post("try of 200 × 20 {{a}}", tries, {
      content: content(Array(200).fill("{{a}}".repeat(20))),
      variables: { a: "x".repeat(2_000_000) },
    }),
    ...["a", "- a, b\n", "(", "\n"].map((unit) =>
      post(`try of baseline with ${JSON.stringify(unit)}`, tries, {
        content: content([unit.repeat(200_000 / unit.length)]),
        variables: {},
      }),
    ),
    post("run with 20 × 20 patterns", "/runs", {
      prompt: "support/worst",
      version: 1,
      evalSet: "worst",
      scorers: Array(20).fill(set),
    }),
    { name: "list of runs", method: "GET", path: at("/runs") },
  ];
}

/** What is in no OpenAPI document: next-auth, and pages, which no form of ours is sent to. */
function forms(): Attempt[] {
  const password = "a".repeat(FORM_BYTES - 100);
  const sent = [
    ["/api/auth/callback/password", new URLSearchParams({ email: "ines@example.com", password })],
    ["/api/auth/signin/password", new URLSearchParams({ callbackUrl: `/${password}` })],
    ["/api/auth/signout", new URLSearchParams({ csrfToken: password })],
    ["/sign-in", "a=&".repeat(FORM_BYTES / 3)],
  ] as const;
  return sent.map(([path, body]) => ({
    name: `POST ${path}`,
    method: "POST",
    path,
    type: "application/x-www-form-urlencoded",
    body: String(body),
  }));
}

/** The code of a route is loaded at its first request, once in the life of a process. */
async function warmUp(url: string, method: string, path: string): Promise<void> {
  const body = method === "GET" ? {} : { body: "{" };
  const headers = { "content-type": "application/json" };
  await (await fetch(`${url}${path}`, { method, headers, ...body })).arrayBuffer();
}

async function watchHealth(url: string): Promise<{ stop: () => Promise<HealthAnswer[]> }> {
  const child = fork(join(import.meta.dirname, "watch-health.mjs"), [url]);
  await once(child, "message");
  return {
    async stop() {
      child.send("stop");
      const [answers] = (await once(child, "message")) as [HealthAnswer[]];
      return answers;
    },
  };
}
