import { db } from "@/lib/db/client";
import { CHAIN_EXAMPLES } from "./chain-requests";
import { EVAL_SET_EXAMPLES } from "./eval-set-requests";
import { EXPERIMENT_EXAMPLES } from "./experiment-requests";
import { FAILURE_CATEGORY_EXAMPLES } from "./failure-category-requests";
import { fresh } from "./fresh-name";
import { JUDGE_EXAMPLES } from "./judge-requests";
import type { MountedRoute, Sent } from "./mounted-routes";
import { PATH_IDS, placesIn } from "./path-ids";
import { REVIEW_EXAMPLES } from "./review-requests";
import { ROLLOUT_EXAMPLES } from "./rollout-requests";
import { RUN_EXAMPLES } from "./run-requests";
import { TRACE_EXAMPLES } from "./trace-requests";
import { NAMES, SENTINEL, versionOf, type WholeProject } from "./whole-project";

/** A request that works in a whole project. */
export interface Example {
  body?: unknown;
  query?: Record<string, string>;
  contentType?: string;
  /** In place of what `PATH_IDS` says. */
  params?: Record<string, string>;
  /** Only a person, or a key that acts as one, can do it: a draft and a decision belong to somebody. */
  isPersonal?: true;
  /** Others could not be done after it. `DELETE` comes last anyway. */
  isLast?: true;
  /** What has to be so before it can be done, written to the database. `userId`: who will do it. */
  prepare?: (project: WholeProject, userId: string | null) => Promise<unknown>;
}

const PROJECT = "/api/v1/projects/{project}";

const condition = { subject: "attribute", attribute: "tier", operator: "=", value: "gold" };
const content = { ...versionOf("tried"), commitMessage: undefined };
const model = { provider: NAMES.connection, name: "baseline" };
const note = { goal: SENTINEL, change: SENTINEL };
const { prompt, evalSet, environment } = NAMES;

/** One for each route that takes a body or changes something; a route without one fails the tests that walk them. */
export const EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  ...CHAIN_EXAMPLES,
  ...EVAL_SET_EXAMPLES,
  ...EXPERIMENT_EXAMPLES,
  ...REVIEW_EXAMPLES,
  ...ROLLOUT_EXAMPLES,
  ...JUDGE_EXAMPLES,
  ...FAILURE_CATEGORY_EXAMPLES,
  ...RUN_EXAMPLES,
  ...TRACE_EXAMPLES,
  "POST /api-keys": () => ({ body: { name: "key", scopes: ["prompts:read"] } }),
  "DELETE /api-keys/{key}": () => ({}),
  "POST /connections": () => ({ body: { name: fresh("model"), kind: "local-baseline" } }),
  "PATCH /connections/{connection}": () => ({
    body: { apiKey: "key-of-the-provider" },
    params: { connection: NAMES.remote },
  }),
  "DELETE /connections/{connection}": () => ({ query: { confirmed: "true" } }),
  "POST /connections/{connection}/tests": () => ({}),
  "POST /document-sets": () => ({ body: { name: fresh("documents") } }),
  "PATCH /document-sets/{name}": () => ({ body: { description: "Other words" } }),
  "POST /document-sets/{name}/archive": () => ({ isLast: true }),
  "DELETE /document-sets/{name}/archive": () => ({}),
  "PUT /document-sets/{name}/documents/{document}": () => ({ body: { text: fresh("text") } }),
  "DELETE /document-sets/{name}/documents/{document}": () => ({}),
  "POST /document-sets/{name}/imports": () => ({
    body: `# ${fresh("heading")}\n\nWithin 30 days.\n`,
    contentType: "text/markdown",
  }),
  "POST /document-sets/{name}/searches": () => ({ body: { query: "within 30 days" } }),
  "POST /endpoint-secrets": () => ({
    body: { name: fresh("secret"), address: "http://127.0.0.1:9/find", value: "Bearer secret" },
  }),
  "PATCH /endpoint-secrets/{secret}": () => ({ body: { value: "Bearer other" } }),
  "DELETE /endpoint-secrets/{secret}": () => ({ query: { confirmed: "true" } }),
  "POST /environments": () => ({ body: { name: fresh("place") } }),
  "PATCH /environments/{environment}": () => ({ body: { position: 0 } }),
  "POST /environments/{environment}/pins": () => ({
    body: { prompt, units: [fresh("unit")], version: 1, reason: SENTINEL },
  }),
  "DELETE /environments/{environment}/pins/{pin}": () => ({}),
  "POST /invitations": () => ({ body: { role: "viewer" } }),
  "DELETE /invitations/{invitation}": () => ({}),
  "PATCH /members/{member}": () => ({ body: { role: "editor" } }),
  "DELETE /members/{member}": () => ({}),
  "POST /members/{member}/password-resets": () => ({}),
  "POST /notifications/reads": () => ({ body: {} }),
  "POST /prompts": () => ({ body: { name: fresh("prompt"), kind: "chat" } }),
  "PATCH /prompts/{name}": () => ({ body: { description: "Other words" } }),
  "PUT /prompts/{name}/draft": () => ({
    body: { content, baseVersion: 1, expectedRevision: 0 },
    isPersonal: true,
    prepare: ({ id }) => db.draft.deleteMany({ where: { prompt: { projectId: id } } }),
  }),
  "DELETE /prompts/{name}/draft": () => ({ isPersonal: true }),
  "POST /prompts/{name}/gates/runs": () => ({ body: { version: 3, environment } }),
  "PUT /prompts/{name}/spec": () => ({ body: { requirements: [fresh("requirement")] } }),
  "POST /prompts/{name}/special-cases": () => ({
    body: { messages: content.messages, parentVersion: 1 },
  }),
  "POST /prompts/{name}/versions/{number}/special-cases/dismissal": () => ({ body: {} }),
  "DELETE /prompts/{name}/versions/{number}/special-cases/dismissal": () => ({}),
  "POST /prompts/{name}/spec/loosenings": () => ({ body: { requirements: ["Says hello"] } }),
  "POST /prompts/{name}/spec/previews": () => ({
    body: {
      criterion: {
        key: "right",
        statement: "Is right",
        evalSet,
        scorer: "equals",
        comparator: ">=",
        threshold: 0.5,
      },
    },
  }),
  "POST /prompts/{name}/tries": () => ({
    body: { version: 1, variables: { ticket: "Where is it?" } },
  }),
  "POST /prompts/{name}/versions": () => ({ body: versionOf(fresh("saved")) }),
  "POST /recordings/imports": () => ({ body: "{}", contentType: "application/jsonl" }),
  "POST /releases": () => ({ body: { prompt, version: 4, environment, note } }),
  "POST /releases/{release}/rollback": () => ({ body: { reason: "It answers worse" } }),
  "POST /segments": () => ({ body: { name: fresh("segment"), condition } }),
  "POST /segments/{segment}/loosenings": () => ({ body: { condition } }),
  "POST /segments/previews": () => ({ body: { condition } }),
  "PATCH /segments/{segment}": () => ({ body: { description: "Other words" } }),
  "DELETE /segments/{segment}": () => ({}),
  "POST /size-previews": () => ({ body: { messages: content.messages, model } }),
  "POST /webhooks": () => ({ body: { url: "http://127.0.0.1:9/hook" } }),
  "PATCH /webhooks/{id}": () => ({ body: { format: "slack" } }),
  "DELETE /webhooks/{id}": () => ({}),
  "POST /webhooks/{id}/deliveries/{delivery}/redeliveries": () => ({}),
  "POST /webhooks/{id}/secrets": () => ({}),
  "POST /webhooks/{id}/tests": () => ({}),
};

/** What reads need in their address, beside the page. */
const QUERIES: Record<string, (project: WholeProject) => Record<string, string>> = {
  "GET /chains/{name}/diff": () => ({ from: "1", to: "2" }),
  "GET /eval-sets/{name}/holdout-gap": () => ({ prompt }),
  "GET /metrics": () => ({ metric: "error_rate" }),
  "GET /metrics/csv": () => ({ metric: "error_rate" }),
  "GET /prompts/{name}/diff": () => ({ from: "1", to: "2" }),
  "GET /prompts/{name}/served": () => ({ environment }),
  "GET /prompts/{name}/serving": () => ({ environment }),
  "GET /prompts/{name}/serving/stream": () => ({ environment }),
  "GET /releases/changes": () => ({ from: new Date(0).toISOString() }),
  "GET /releases/drafts": () => ({ prompt, version: "3", environment }),
  "GET /runs/{run}/comparison": ({ ids }) => ({ baseline: ids.run }),
  "GET /search": () => ({ q: "a" }),
  "GET /traces/{id}/case-preview": () => ({ evalSet }),
};

const keyOf = ({ method, folder }: MountedRoute): string =>
  `${method} ${folder.replace(PROJECT, "") || "/"}`;

export function findExample(route: MountedRoute, project: WholeProject): Example | null {
  const key = keyOf(route);
  const example = EXAMPLES[key]?.(project);
  if (example || route.method !== "GET") return example ?? null;
  return { query: QUERIES[key]?.(project) ?? {} };
}

/** In an order in which each works after those before it. */
export function inOrder(routes: readonly MountedRoute[], project: WholeProject): MountedRoute[] {
  const rank = (route: MountedRoute) =>
    route.method === "DELETE" ? 2 : findExample(route, project)?.isLast ? 1 : 0;
  return routes.toSorted((a, b) => rank(a) - rank(b));
}

/** The example as it is sent, with the ids of the project in its path. */
export function requestOf(route: MountedRoute, project: WholeProject): Sent & Example {
  const example = findExample(route, project) ?? {};
  const params = Object.fromEntries(
    placesIn(route.folder).map((place) => [
      /\{(\w+)\}/.exec(place)?.[1] ?? "",
      PATH_IDS[place]?.(project) ?? "",
    ]),
  );
  return {
    ...example,
    params: { ...params, ...example.params },
    headers: example.contentType ? { "content-type": example.contentType } : {},
  };
}
