import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, vi } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import type { RouteContract } from "@/lib/http/contract";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { attack } from "@/scripts/testing/attack";
import { cursorOf } from "./cursor";

type Handler = ((request: Request, context: object) => Promise<Response>) & {
  contract: RouteContract;
};

const API = join(import.meta.dirname, "../../app/api/v1");
vi.setConfig({ testTimeout: 120_000 });

let lists: Handler[];
let project: TestProject;
let apiKey: string;

beforeAll(async () => {
  project = await makeTestProject();
  const input = { name: "key", scopes: ["admin" as const] };
  apiKey = (await createApiKey(systemActor(project, "test"), input)).apiKey;
  await createPrompt(project.editor, { name: "support/triage", kind: "text" });
  await createPrompt(project.editor, { name: "support/agent", kind: "chain" });
  await createEvalSet(project.editor, { name: "main" });
  const files = readdirSync(API, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === "route.ts")
    .map(({ name, parentPath }) => join(parentPath, name));
  const modules = (await Promise.all(files.map((file) => import(file)))) as { GET?: Handler }[];
  lists = modules.flatMap(({ GET }) => (GET?.contract?.query?.shape.cursor ? [GET] : []));
}, 180_000);

/** The status that a list answers, with names that are there as far as they are easily made. */
async function ask(list: Handler, cursor: string): Promise<number> {
  const { path } = list.contract;
  const names: Record<string, string> = { project: project.slug, number: "1", revision: "1" };
  const [, domain = ""] = path.match(/\/(eval-sets|chains)\//) ?? [];
  names.name = { "eval-sets": "main", chains: "support/agent" }[domain] ?? "support/triage";
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(names[name] ?? project.id),
  );
  const request = new Request(`http://127.0.0.1${url}?cursor=${encodeURIComponent(cursor)}`, {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  return (await list(request, {})).status;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

const GARBAGE = [
  "zz",
  "\u0000",
  encode({}),
  encode([]),
  encode([1]),
  encode([null]),
  encode([["a"]]),
];
/** What some list makes, and everything of the right number of keys that a list could choke on. */
const FOREIGN = [
  cursorOf("0198c9a0-0000-7000-8000-000000000001"),
  cursorOf("12"),
  cursorOf("99999999999999999999"),
  cursorOf("-1"),
  cursorOf("not an id"),
  cursorOf("2026-W01"),
  cursorOf("a".repeat(64)),
  cursorOf("development", "12"),
  cursorOf("production", "1e9"),
  cursorOf("2026-01-01T00:00:00.000Z", "a"),
  cursorOf("-271821-04-20T00:00:00.000Z", "a"),
  cursorOf("+275760-09-13T00:00:00.000Z", "a"),
  cursorOf("12", "0"),
  cursorOf("1", "2", "3"),
];

attack("admin key", "cursors that nobody made, to every list", async () => {
  expect(lists.length).toBeGreaterThan(15);
  const wrong: string[] = [];
  for (const list of lists) {
    for (const cursor of GARBAGE) {
      const status = await ask(list, cursor);
      // Some lists belong to what this project has not: their 404 comes first.
      if (![404, 422, 401].includes(status))
        wrong.push(`${list.contract.path} ${cursor}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
  return `4xx from ${lists.length} lists × ${GARBAGE.length} cursors`;
});

attack("admin key", "cursors of other lists, to every list", async () => {
  const wrong: string[] = [];
  for (const list of lists) {
    for (const cursor of FOREIGN) {
      const status = await ask(list, cursor);
      if (status >= 500) wrong.push(`${list.contract.path} ${cursor}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
  return `no 500 from ${lists.length} lists × ${FOREIGN.length} cursors`;
});
