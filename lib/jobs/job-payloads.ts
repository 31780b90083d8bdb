/**
 * Every job and what it carries; ids, never rows. A domain adds a line here and its task in `task-list.ts`.
 */
export interface JobPayloads {
  "delete-expired": Record<string, never>;
  /** One try to send a webhook's delivery. */
  "deliver-webhook": { deliveryId: string };
  /** One shard of a run: the cases after `after`, from the first one when it is absent. */
  "execute-run": { runId: string; after?: { position: number; id: string } };
}

export type TaskName = keyof JobPayloads;
