import { writeZip } from "../../lib/http/files/write-zip";
import type { TestProject } from "../fixtures";
import { type Definitions, type Schema, worstBody } from "./worst-body";

/** Below the cap of 4 MB, so that the body is read and looked at. */
const BODY_BYTES = 3_900_000;
/** The same for what is no API: next-auth and pages take 16 kB. */
const FORM_BYTES = 15_900;
const NESTED = `[${"[],".repeat(BODY_BYTES / 3)}[]]`;

interface Operation {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
}

export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Definitions };
}

export interface Attempt {
  name: string;
  method: string;
  path: string;
  type?: string;
  body?: string | Buffer<ArrayBuffer>;
  cookie?: string;
}

/** The costliest request that each route takes, and requests that once stopped the instance. */
export async function listAttempts(
  document: ApiDocument,
  project: TestProject,
  url: string,
): Promise<Attempt[]> {
  return [...walk(document, project), ...special(project), ...(await forms(url))];
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
function walk({ paths, components }: ApiDocument, project: TestProject): Attempt[] {
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
): string | Buffer<ArrayBuffer> {
  if (type === "application/json" && schema) return worstBody(schema, definitions, BODY_BYTES);
  if (type === "text/csv") return "a,b\n".repeat(BODY_BYTES / 4);
  if (/ndjson|jsonl|text\/plain/.test(type)) return '{"input":{"a":"b"}}\n'.repeat(BODY_BYTES / 20);
  if (/yaml/.test(type)) return "- a: [b, c]\n".repeat(BODY_BYTES / 12);
  if (type === "text/markdown") return "# \na\n".repeat(BODY_BYTES / 5);
  // Field 1, empty, as often as it fits.
  if (type === "application/x-protobuf") return "\n\0".repeat(BODY_BYTES / 2);
  if (type === "application/json") return NESTED;
  if (type === "application/zip") return promptfooFolder();
  throw new Error(`${name} takes ${type}: say here what its worst body is.`);
}

/** One configuration with as many tests as fit, each with an assertion of its own. */
function promptfooFolder(): Buffer<ArrayBuffer> {
  const test = "  - vars: {a: b}\n    assert: [{type: javascript, value: output}]\n";
  const text = `prompts: ["{{a}}"]\ntests:\n${test.repeat(BODY_BYTES / test.length - 1)}`;
  return Buffer.from(writeZip([{ path: "promptfooconfig.yaml", bytes: Buffer.from(text) }]));
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
async function forms(url: string): Promise<Attempt[]> {
  const answer = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const long = "a".repeat(FORM_BYTES - 200);
  const sent = [
    ["/api/auth/callback/password", { csrfToken, email: "ines@example.com", password: long }],
    // It comes back in a cookie, and clients take no head of 16 kB.
    ["/api/auth/signin/password", { csrfToken, callbackUrl: `/${long.slice(0, 4_000)}` }],
    ["/api/auth/signout", { csrfToken: long }],
    ["/sign-in", { from: long }],
  ] as const;
  return sent.map(([path, fields]) => ({
    name: `POST ${path}`,
    method: "POST",
    path,
    type: "application/x-www-form-urlencoded",
    body: new URLSearchParams(fields).toString(),
    cookie,
  }));
}
