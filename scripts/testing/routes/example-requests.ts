import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import type { MountedRoute, Sent } from "./mounted-routes";
import { ROLLOUT_EXAMPLES } from "./rollout-requests";
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

/** What stands for a name in a path, by the path's word before it. Everything is of the given project. */
export const PATH_IDS: Record<string, (project: WholeProject) => string> = {
  "projects/{project}": ({ slug }) => slug,
  "alerts/{id}": ({ ids }) => ids.alert,
  "api-keys/{key}": ({ ids }) => ids.apiKey,
  "cases/{caseId}": () => NAMES.case,
  "comments/{comment}": ({ ids }) => ids.comment,
  "connections/{connection}": () => NAMES.connection,
  "coverage/{evalSet}": () => NAMES.evalSet,
  "deliveries/{delivery}": ({ ids }) => ids.delivery,
  "environments/{environment}": () => NAMES.environment,
  "eval-sets/{name}": () => NAMES.evalSet,
  "failure-categories/{category}": ({ ids }) => ids.category,
  "holdout-approvals/{approval}": ({ ids }) => ids.holdoutApproval,
  "invitations/{invitation}": ({ ids }) => ids.invitation,
  "members/{member}": ({ viewer }) => viewer.userId,
  "online-scorers/{scorer}": ({ ids }) => ids.onlineScorer,
  "pins/{pin}": ({ ids }) => ids.pin,
  "prompts/{name}": () => NAMES.prompt,
  "releases/{release}": ({ ids }) => ids.release,
  "results/{case}": () => NAMES.case,
  "reviews/{id}": ({ ids }) => ids.review,
  "events/{event}": ({ ids }) => ids.rolloutEvent,
  "revisions/{number}": () => "1",
  "rollouts/{rollout}": ({ ids }) => ids.rollout,
  "runs/{run}": ({ ids }) => ids.run,
  "segments/{segment}": () => NAMES.segment,
  "steps/{step}": ({ ids }) => ids.step,
  "trace-views/{view}": () => NAMES.view,
  "traces/{id}": ({ ids }) => ids.trace,
  "versions/{number}": () => "1",
  "waivers/{waiver}": ({ ids }) => ids.waiver,
  "webhooks/{id}": ({ ids }) => ids.webhook,
  "weeks/{week}": ({ ids }) => ids.week,
};

const condition = { subject: "attribute", attribute: "tier", operator: "=", value: "gold" };
const content = { ...versionOf("tried"), commitMessage: undefined };
const alertRule = { metric: "error_rate", comparator: ">", threshold: 0.5 };
const model = { provider: NAMES.connection, name: "baseline" };
const note = { goal: SENTINEL, change: SENTINEL };
const { prompt, evalSet, environment } = NAMES;

/** A name of its own, for what is created. */
const fresh = (word: string) => `${word}-${randomUUID().slice(0, 8)}`;

async function decideAs(
  kind: "approval" | "change_request",
  { ids }: WholeProject,
  userId: string | null,
) {
  const { version } = await db.review.findUniqueOrThrow({
    where: { id: ids.review },
    include: { version: true },
  });
  await db.reviewDecision.create({
    data: {
      reviewId: ids.review,
      kind,
      userId: userId ?? "",
      userName: "Somebody",
      version: version.number,
      contentHash: version.contentHash,
    },
  });
}

const setReview = (state: "closed" | "open", { ids }: WholeProject) =>
  db.review.update({
    where: { id: ids.review },
    data: { state, closedAt: state === "closed" ? new Date() : null },
  });

async function openWaiver(project: WholeProject) {
  await openReview(project);
  const { waiver: id } = project.ids;
  await db.reviewWaiver.update({ where: { id }, data: { withdrawnAt: null } });
}

const openReview = (project: WholeProject) => setReview("open", project);

/** One for each route that takes a body or changes something; a route without one fails the tests that walk them. */
export const EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  ...ROLLOUT_EXAMPLES,
  "POST /alerts": () => ({ body: { ...alertRule, name: fresh("alert") } }),
  "POST /alerts/previews": () => ({ body: alertRule }),
  "PATCH /alerts/{id}": () => ({ body: { isEnabled: false } }),
  "DELETE /alerts/{id}": () => ({}),
  "POST /api-keys": () => ({ body: { name: "key", scopes: ["prompts:read"] } }),
  "DELETE /api-keys/{key}": () => ({}),
  "POST /connections": () => ({ body: { name: fresh("model"), kind: "local-baseline" } }),
  "PATCH /connections/{connection}": () => ({
    body: { apiKey: "key-of-the-provider" },
    params: { connection: NAMES.remote },
  }),
  "DELETE /connections/{connection}": () => ({ query: { confirmed: "true" } }),
  "POST /connections/{connection}/tests": () => ({}),
  "POST /environments": () => ({ body: { name: fresh("place") } }),
  "PATCH /environments/{environment}": () => ({ body: { position: 0 } }),
  "POST /environments/{environment}/pins": () => ({
    body: { prompt, units: [fresh("unit")], version: 1, reason: SENTINEL },
  }),
  "DELETE /environments/{environment}/pins/{pin}": () => ({}),
  "POST /eval-sets": () => ({ body: { name: fresh("set") } }),
  "PATCH /eval-sets/{name}": () => ({ body: { description: "Other words" } }),
  "POST /eval-sets/{name}/archive": () => ({ isLast: true }),
  "DELETE /eval-sets/{name}/archive": () => ({}),
  "POST /eval-sets/{name}/case-edits": () => ({
    body: { caseIds: [NAMES.case], set: { kind: "edge" } },
  }),
  "POST /eval-sets/{name}/case-removals": () => ({ body: { caseIds: ["our-case-2"] } }),
  "POST /eval-sets/{name}/cases": () => ({
    body: { input: { ticket: fresh("ticket") }, expected: "other" },
  }),
  "PATCH /eval-sets/{name}/cases/{caseId}": () => ({ body: { expected: fresh("answer") } }),
  "DELETE /eval-sets/{name}/cases/{caseId}": () => ({}),
  "POST /eval-sets/{name}/cases/{caseId}/copies": () => ({}),
  "POST /eval-sets/{name}/imports": () => ({
    body: `input.ticket,expected\n${fresh("ticket")},other\n`,
    contentType: "text/csv",
  }),
  "POST /eval-sets/{name}/loosenings": () => ({ body: { scorers: [] } }),
  "POST /eval-sets/{name}/revisions/{number}/restoration": () => ({}),
  "POST /failure-categories": () => ({ body: { name: fresh("category") } }),
  "PATCH /failure-categories/{category}": () => ({ body: { state: "fixed" } }),
  "POST /failure-categories/{category}/cases": () => ({ body: { evalSet } }),
  "POST /invitations": () => ({ body: { role: "viewer" } }),
  "DELETE /invitations/{invitation}": () => ({}),
  "PATCH /members/{member}": () => ({ body: { role: "editor" } }),
  "DELETE /members/{member}": () => ({}),
  "POST /members/{member}/password-resets": () => ({}),
  "POST /notifications/reads": () => ({ body: {} }),
  "POST /online-scorers": () => ({
    body: { name: fresh("scorer"), scorer: { kind: "contains", config: { value: "yes" } } },
  }),
  "PATCH /online-scorers/{scorer}": () => ({ body: { share: 0.5 } }),
  "DELETE /online-scorers/{scorer}": () => ({}),
  "POST /online-scorers/{scorer}/dry-runs": () => ({}),
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
  "PATCH /review-settings": () => ({ body: { target: 60 } }),
  "POST /reviews": () => ({ body: { prompt, version: 2, environment, title: "Look at this" } }),
  "POST /reviews/{id}/approvals": () => ({ body: {}, isPersonal: true, prepare: openReview }),
  "DELETE /reviews/{id}/approvals": () => ({
    isPersonal: true,
    prepare: (project, userId) => decideAs("approval", project, userId),
  }),
  "POST /reviews/{id}/change-requests": () => ({
    body: { body: "Say less" },
    isPersonal: true,
    prepare: openReview,
  }),
  "DELETE /reviews/{id}/change-requests": () => ({
    isPersonal: true,
    prepare: (project, userId) => decideAs("change_request", project, userId),
  }),
  "POST /reviews/{id}/closure": () => ({ prepare: openReview }),
  "DELETE /reviews/{id}/closure": () => ({ prepare: (project) => setReview("closed", project) }),
  "POST /reviews/{id}/comments": () => ({ body: { body: "Why?" } }),
  "POST /reviews/{id}/comments/{comment}/resolution": () => ({}),
  "DELETE /reviews/{id}/comments/{comment}/resolution": () => ({}),
  "POST /reviews/{id}/comments/{comment}/takeovers": () => ({ isPersonal: true }),
  "PUT /reviews/{id}/reviewers": () => ({ body: { reviewers: [] }, prepare: openReview }),
  "POST /reviews/{id}/waivers": () => ({
    body: { criterion: "right", reason: "Known and small" },
    isPersonal: true,
    prepare: openReview,
  }),
  "DELETE /reviews/{id}/waivers/{waiver}": () => ({ isPersonal: true, prepare: openWaiver }),
  "POST /reviews/{id}/versions": ({ ids }) => ({
    body: { version: 4 },
    params: { id: ids.otherReview },
  }),
  "POST /runs": () => ({ body: { prompt, version: 1, evalSet } }),
  "PATCH /runs/{run}": () => ({ body: { title: "Before the change" } }),
  "POST /runs/{run}/cancellation": ({ ids }) => ({ params: { run: ids.queuedRun } }),
  "POST /runs/{run}/categorisations": ({ ids }) => ({
    body: { category: ids.category, results: [{ caseId: NAMES.case }] },
  }),
  "POST /runs/{run}/error-retries": () => ({
    prepare: ({ ids }) =>
      db.run.update({ where: { id: ids.run }, data: { errored: 1, status: "completed" } }),
  }),
  "POST /run-checks": () => ({ body: { prompt, version: 1, evalSet } }),
  "POST /holdout-approvals": () => ({
    body: { kind: "connection", connection: NAMES.connection },
  }),
  "POST /holdout-approvals/checks": () => ({
    body: { prompt, version: 1, evalSet, split: "holdout" },
  }),
  "DELETE /holdout-approvals/{approval}": () => ({}),
  "POST /segments": () => ({ body: { name: fresh("segment"), condition } }),
  "POST /segments/{segment}/loosenings": () => ({ body: { condition } }),
  "POST /segments/previews": () => ({ body: { condition } }),
  "PATCH /segments/{segment}": () => ({ body: { description: "Other words" } }),
  "DELETE /segments/{segment}": () => ({}),
  "POST /size-previews": () => ({ body: { messages: content.messages, model } }),
  "POST /trace-deletions": () => ({ body: { unit: "nobody" } }),
  "POST /trace-review-undos": ({ ids }) => ({
    body: { traceIds: [ids.trace], reviewedAt: new Date().toISOString() },
  }),
  "POST /trace-reviews": ({ ids }) => ({ body: { verdict: "fine", traceIds: [ids.otherTrace] } }),
  "PUT /trace-settings": () => ({
    body: { captureContent: true, retentionDays: 30, redaction: [] },
  }),
  "POST /trace-settings/previews": () => ({ body: { redaction: [] } }),
  "POST /trace-views": () => ({ body: { name: fresh("view"), filters: { outcome: "failed" } } }),
  "DELETE /trace-views/{view}": () => ({}),
  "POST /traces": () => {
    const at = new Date().toISOString();
    return { body: { traces: [{ id: fresh("trace"), startedAt: at, endedAt: at }] } };
  },
  "POST /traces/{id}/cases": () => ({ body: { evalSet, expected: "other" } }),
  "POST /traces/{id}/feedback": () => ({ body: { comment: "Thank you" } }),
  "POST /traces/{id}/holds": () => ({}),
  "PUT /traces/{id}/review": () => ({ body: { verdict: "fine" } }),
  "DELETE /traces/{id}/review": () => ({
    prepare: ({ id, ids }, userId) =>
      db.traceReview.updateMany({
        where: { projectId: id, traceId: ids.trace },
        data: { reviewerId: userId },
      }),
  }),
  "POST /webhooks": () => ({ body: { url: "http://127.0.0.1:9/hook" } }),
  "PATCH /webhooks/{id}": () => ({ body: { format: "slack" } }),
  "DELETE /webhooks/{id}": () => ({}),
  "POST /webhooks/{id}/deliveries/{delivery}/redeliveries": () => ({}),
  "POST /webhooks/{id}/secrets": () => ({}),
  "POST /webhooks/{id}/tests": () => ({}),
  "PATCH /weeks/{week}": () => ({ body: { summary: "What we learned" } }),
};

/** What reads need in their address, beside the page. */
const QUERIES: Record<string, (project: WholeProject) => Record<string, string>> = {
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

/** The names of the path by which nothing is known of the project, like `alerts/{id}`. */
export function missingIds({ folder }: MountedRoute): string[] {
  return placesIn(folder).filter((place) => !Object.hasOwn(PATH_IDS, place));
}

/** Names of the path that are of one project only; a number or a week means something in each. */
export function ownIds({ folder }: MountedRoute): string[] {
  const everywhere = ["projects/{project}", "weeks/{week}"];
  // What is said of a trace that has not come is kept for it.
  if (folder.endsWith("/traces/{id}/feedback")) return [];
  return placesIn(folder).filter((place) => !everywhere.includes(place));
}

const placesIn = (folder: string): string[] => folder.match(/[\w-]+\/\{\w+\}/g) ?? [];

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
