import "server-only";
import type { Tx } from "./client";

/**
 * Runs around the writes of a verb, in its transaction: a later domain that has to compare before and after,
 * or to write along. What it throws undoes them.
 */
export type Around = <Value>(tx: Tx, write: () => Promise<Value>) => Promise<Value>;

/** Nobody else takes part. */
export const alone: Around = (_, write) => write();

/** What may happen around one write. */
export interface Surroundings {
  /** Throws when somebody else wrote since the caller read (`If-Match`). */
  requireUnchanged?: (() => Promise<void>) | undefined;
  around?: Around | undefined;
}
