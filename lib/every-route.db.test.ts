import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { GET as describeApi } from "@/app/api/v1/openapi.json/route";
import { systemActor } from "@/lib/auth/actor";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import type { RouteContract } from "@/lib/http/contract";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";

type Handler = ((request: Request, context: object) => Promise<Response>) & {
  contract: RouteContract;
};

interface Mounted {
  method: string;
  folder: string;
  handler: Handler;
}

const API = join(import.meta.dirname, "../app/api/v1");

const files = readdirSync(API, { recursive: true, withFileTypes: true })
  .filter(
    (entry) =>
      entry.isFile() && entry.name === "route.ts" && !entry.parentPath.includes("[...rest]"),
  )
  .map((entry) => join(entry.parentPath, entry.name));

async function mountedRoutes(): Promise<Mounted[]> {
  const routes = await Promise.all(
    files.map(async (file) => {
      const module = (await import(file)) as Record<string, Handler>;
      const folder = `/api/v1/${relative(API, join(file, ".."))}`.replaceAll(/\[(\w+)\]/g, "{$1}");
      return Object.entries(module).map(([method, handler]) => ({ method, folder, handler }));
    }),
  );
  return routes.flat();
}

/** What a stranger would put in: names and ids that exist in the other project. */
function nameFor(project: TestProject, folder: string, param: string): string {
  if (param === "project") return project.slug;
  if (param === "number" || param === "revision") return "1";
  if (folder.includes("/prompts/")) return "support/triage";
  if (folder.includes("/eval-sets/")) return "secret-set";
  return project.id;
}

async function call(
  { method, folder, handler }: Mounted,
  names: TestProject,
  slug: string,
  apiKey: string | null,
) {
  const params = Object.fromEntries(
    [...folder.matchAll(/\{(\w+)\}/g)].map(([, param = ""]) => [
      param,
      nameFor(names, folder, param),
    ]),
  );
  if (params.project) params.project = slug;
  const path = folder.replace(/\{(\w+)\}/g, (_, param: string) =>
    encodeURIComponent(params[param] ?? ""),
  );
  const hasBody = method !== "GET" && method !== "DELETE";
  const query = folder.endsWith("/diff")
    ? "?from=1&to=1"
    : folder.endsWith("/comparison")
      ? `?baseline=${names.id}`
      : "";
  const request = new Request(`http://127.0.0.1:3000${path}${query}`, {
    method,
    headers: {
      ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
      ...(hasBody ? { "content-type": "application/json" } : {}),
    },
    ...(hasBody ? { body: "{}" } : {}),
  });
  return handler(request, { params: Promise.resolve(params) });
}

let routes: Mounted[];
let ours: TestProject;
let theirs: TestProject;
let strangersKey: string;
let viewersKey: string;

beforeAll(async () => {
  routes = await mountedRoutes();
  [ours, theirs] = await Promise.all([makeTestProject(), makeTestProject()]);
  await createPrompt(ours.editor, { name: "support/triage", kind: "text" });
  await saveVersion(ours.editor, "support/triage", {
    messages: [{ role: "user", content: "sentinel of ours: {{ticket}}" }],
    model: { provider: "local", name: "baseline" },
    settings: {},
    commitMessage: "First",
  });
  await createEvalSet(ours.editor, { name: "secret-set", description: "sentinel of ours" });
  const keyOf = async (project: TestProject, scopes: "admin" | "prompts:read") =>
    (await createApiKey(systemActor(project, "test"), { name: "key", scopes: [scopes] })).apiKey;
  strangersKey = await keyOf(theirs, "admin");
  viewersKey = await keyOf(ours, "prompts:read");
}, 60_000);

describe("every route", () => {
  test("is mounted where its contract says, under the method it says", () => {
    expect(routes.length).toBeGreaterThan(30);
    const wrong = routes
      .filter(
        ({ method, folder, handler: { contract } }) =>
          contract.path !== folder || contract.method !== method,
      )
      .map(
        ({ method, folder, handler: { contract } }) =>
          `${method} ${folder}: ${contract.method} ${contract.path}`,
      );
    expect(wrong).toEqual([]);
  });

  test("stands in the OpenAPI document", async () => {
    const response = await describeApi(new Request("http://127.0.0.1/api/v1/openapi.json"), {});
    const { paths } = (await response.json()) as { paths: Record<string, object> };
    const missing = routes.filter(
      ({ method, folder }) => !(method.toLowerCase() in (paths[folder] ?? {})),
    );
    expect(missing.map(({ method, folder }) => `${method} ${folder}`)).toEqual([]);
  });

  test("of a project wants a key or a session", async () => {
    const answers = await Promise.all(
      routes
        .filter(({ handler }) => handler.contract.access !== "public")
        .map(async (route) => ({
          route,
          status: (await call(route, ours, ours.slug, null)).status,
        })),
    );
    expect(answers.filter(({ status }) => status !== 401).map(named)).toEqual([]);
  });

  test("of a project does not exist for another project's key", async () => {
    const answers = await Promise.all(
      inProject().map(async (route) => ({
        route,
        status: (await call(route, ours, ours.slug, strangersKey)).status,
      })),
    );
    expect(answers.filter(({ status }) => status !== 404).map(named)).toEqual([]);
  });

  test("asked in one's own project for another project's things tells nothing of them", async () => {
    const answers = await Promise.all(
      inProject().map(async (route) => {
        const response = await call(route, ours, theirs.slug, strangersKey);
        return { route, status: response.status, text: response.body ? await response.text() : "" };
      }),
    );
    expect(answers.filter(({ text }) => text.includes("sentinel of ours")).map(named)).toEqual([]);
    const isReadOfOne = ({ route }: { route: Mounted }) =>
      route.method === "GET" && /\{(name|number|run|id|caseId)\}/.test(route.folder);
    expect(
      answers
        .filter(isReadOfOne)
        .filter(({ status }) => status !== 404)
        .map(named),
    ).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500).map(named)).toEqual([]);
  });

  test("that writes refuses a key that may only read", async () => {
    const answers = await Promise.all(
      inProject()
        .filter(
          ({ handler: { contract } }) =>
            typeof contract.access === "object" && !contract.access.scope.endsWith(":read"),
        )
        .map(async (route) => ({
          route,
          status: (await call(route, ours, ours.slug, viewersKey)).status,
        })),
    );
    expect(answers.length).toBeGreaterThan(15);
    expect(answers.filter(({ status }) => status !== 403).map(named)).toEqual([]);
  });
});

function inProject(): Mounted[] {
  return routes.filter(({ folder }) => folder.includes("{project}"));
}

function named({ route, status }: { route: Mounted; status: number }): string {
  return `${route.method} ${route.folder}: ${status}`;
}
