/**
 * Every job and what it carries; ids, never rows. A domain adds a line here and its task in `task-list.ts`.
 */
export interface JobPayloads {
  "delete-expired": Record<string, never>;
  /** One try to send a webhook's delivery. */
  "deliver-webhook": { deliveryId: string };
  /** Deletes traces that are older than they are kept, of all projects or of one. */
  "expire-traces": { projectId?: string };
  /** Keeps the numbers of weeks that have ended. */
  "freeze-weeks": Record<string, never>;
  /** One shard of a run's lane: the cases after `after`, from the first one when it is absent. */
  "execute-run": {
    runId: string;
    lane?: { index: number; of: number };
    after?: { position: number; id: string };
  };
  /** Asks a judge about labelled outputs and compares. */
  "calibrate-judge": { calibrationId: string };
  /** Which segments each stored trace is in, after one was added, changed or removed. */
  "recompute-segments": { projectId: string };
}

export type TaskName = keyof JobPayloads;
