import type { MountedRoute } from "./mounted-routes";
import { NAMES, type WholeProject } from "./whole-project";

/** What stands for a name in a path, by the path's word before it. Everything is of the given project. */
export const PATH_IDS: Record<string, (project: WholeProject) => string> = {
  "projects/{project}": ({ slug }) => slug,
  "alerts/{id}": ({ ids }) => ids.alert,
  "api-keys/{key}": ({ ids }) => ids.apiKey,
  "cases/{caseId}": () => NAMES.case,
  "chains/{name}": () => NAMES.chain,
  "comments/{comment}": ({ ids }) => ids.comment,
  "connections/{connection}": () => NAMES.connection,
  "coverage/{evalSet}": () => NAMES.evalSet,
  "deliveries/{delivery}": ({ ids }) => ids.delivery,
  "document-sets/{name}": () => NAMES.documentSet,
  "documents/{document}": () => NAMES.document,
  "endpoint-secrets/{secret}": () => NAMES.secret,
  "environments/{environment}": () => NAMES.environment,
  "eval-sets/{name}": () => NAMES.evalSet,
  "experiments/{experiment}": ({ ids }) => ids.experiment,
  "failure-categories/{category}": ({ ids }) => ids.category,
  "hint-dismissals/{hint}": () => "code:1x9k2p",
  "holdout-approvals/{approval}": ({ ids }) => ids.holdoutApproval,
  "items/{item}": ({ ids }) => ids.judgeItem,
  "judges/{name}": () => NAMES.judge,
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

/** The names of the path by which nothing is known of the project, like `alerts/{id}`. */
export function missingIds({ folder }: MountedRoute): string[] {
  return placesIn(folder).filter((place) => !Object.hasOwn(PATH_IDS, place));
}

/** Names of the path that are of one project only; a number or a week means something in each. */
export function ownIds({ folder, method }: MountedRoute): string[] {
  const everywhere = ["projects/{project}", "weeks/{week}", "hint-dismissals/{hint}"];
  // What is said of a trace that has not come is kept for it.
  if (folder.endsWith("/traces/{id}/feedback")) return [];
  // Written under a name, it is made where there is none.
  if (method === "PUT" && folder.endsWith("/judges/{name}")) return [];
  if (method === "PUT" && folder.endsWith("/documents/{document}")) return ["document-sets/{name}"];
  return placesIn(folder).filter((place) => !everywhere.includes(place));
}

export const placesIn = (folder: string): string[] => folder.match(/[\w-]+\/\{\w+\}/g) ?? [];
