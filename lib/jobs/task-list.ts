import type { JobHelpers } from "graphile-worker";
import { calibrateJudge } from "@/lib/judges/calibrate/calibrate-judge";
import { deliverWebhook } from "@/lib/notifications/deliver-webhook";
import { executeRun } from "@/lib/runs/execute/execute-run";
import { expireTraces } from "@/lib/traces/expire-traces";
import { recomputeSegments } from "@/lib/traces/store/recompute-segments";
import { freezeWeeks } from "@/lib/weeks/freeze-weeks";
import { deleteExpired } from "./delete-expired";
import type { JobPayloads, TaskName } from "./job-payloads";

/**
 * What the worker can do. A task may run twice for one job (a killed worker's job starts again), so it must
 * leave the same result then; a long one watches `helpers.abortSignal`, or stopping waits for it.
 */
export const taskList: {
  [T in TaskName]: (payload: JobPayloads[T], helpers: JobHelpers) => Promise<void>;
} = {
  "calibrate-judge": (payload, { abortSignal, job }) =>
    calibrateJudge(payload, {
      signal: abortSignal,
      isLastAttempt: job.attempts >= job.max_attempts,
    }),
  "delete-expired": deleteExpired,
  "deliver-webhook": deliverWebhook,
  "expire-traces": (payload, { abortSignal }) => expireTraces(payload, abortSignal),
  "execute-run": (payload, { abortSignal, job }) =>
    executeRun(payload, {
      signal: abortSignal,
      isLastAttempt: job.attempts >= job.max_attempts,
    }),
  "freeze-weeks": () => freezeWeeks(),
  "recompute-segments": async ({ projectId }, { abortSignal }) => {
    await recomputeSegments(projectId, { signal: abortSignal });
  },
};

/** Minute, hour, day of the month, month, day of the week, in UTC; then the task. */
export const crontab = `
17 3 * * * delete-expired
41 3 * * * expire-traces
5 * * * * freeze-weeks
`;
