/**
 * Every job and what it carries; ids, never rows. A domain adds a line here and its task in `task-list.ts`.
 */
export interface JobPayloads {
  "delete-expired": Record<string, never>;
}

export type TaskName = keyof JobPayloads;
