import { db } from "@/lib/db/client";
import type { Example } from "./example-requests";
import { ROLLOUT_PLAN } from "./roll-out";
import { NAMES, type WholeProject } from "./whole-project";

/** As its first stage leaves it, whoever moved it before. */
const putState =
  (state: "running" | "paused") =>
  ({ ids }: WholeProject) =>
    db.rollout.update({ where: { id: ids.rollout }, data: { state } });

export const ROLLOUT_EXAMPLES: Record<string, (project: WholeProject) => Example> = {
  "POST /rollouts/{rollout}/advances": () => ({ body: {}, prepare: putState("running") }),
  "POST /rollouts/{rollout}/pauses": () => ({ body: {}, prepare: putState("running") }),
  "POST /rollouts/{rollout}/resumptions": () => ({ body: {}, prepare: putState("paused") }),
  "POST /rollouts/previews": () => ({
    body: {
      ...{ prompt: NAMES.prompt, version: 2, environment: NAMES.stagedEnvironment },
      rollout: ROLLOUT_PLAN,
    },
  }),
};
