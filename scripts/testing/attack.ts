import { test } from "vitest";

/** One try at breaking in or at stopping the instance, as the table of `npm run test:security` shows it. */
export interface Attack {
  /** Who tries it: `nobody`, `viewer`, `editor`, `prompts:read key` … */
  who: string;
  /** What they send, in a few words. */
  request: string;
  /** What comes of it, with figures: `422 in 3 ms`, `404, no look counted`. */
  outcome: string;
}

declare module "vitest" {
  interface TaskMeta {
    attack?: Attack;
  }
}

/**
 * A test that plays an attack: `play` asserts that it does not work and answers with the outcome. Stands in
 * `*.attack.test.ts` (pure) or `*.attack.db.test.ts` files.
 */
export function attack(
  who: string,
  request: string,
  play: () => Promise<string> | string,
  timeoutMs?: number,
): void {
  test(
    `${who}: ${request}`,
    async ({ task }) => {
      task.meta.attack = { who, request, outcome: "not refused" };
      task.meta.attack.outcome = await play();
    },
    timeoutMs,
  );
}
