import { pause } from "@/lib/executions/pause";

/** A provider that refuses much may have this many times the calls at once waiting to try again. */
export const BACKING_OFF_PER_CALL = 3;

/**
 * How many calls are under way at once. A call that waits before it tries again gives its place to others;
 * only so many may wait, so that a provider which refuses everything is not asked for everything at once.
 */
export interface Semaphore {
  /** Waits for a place for a new call. */
  acquire(): Promise<void>;
  release(): void;
  /** Gives the place up for a while and takes one again, before new calls. */
  backOff(waitMs: number, signal: AbortSignal): Promise<void>;
  busy(): number;
  backingOff(): number;
  /** Everybody who waits looks again: after `limit` has grown, or after an end. */
  wake(): void;
}

export function makeSemaphore(limit: () => number, maxBackingOff: number): Semaphore {
  const returning: (() => void)[] = [];
  const entering: (() => void)[] = [];
  let busy = 0;
  let backingOff = 0;

  const wake = () => {
    while (busy < limit()) {
      const next = returning.shift() ?? (backingOff < maxBackingOff ? entering.shift() : undefined);
      if (!next) return;
      busy++;
      next();
    }
  };
  const takePlace = (line: (() => void)[]) =>
    new Promise<void>((resolve) => {
      line.push(resolve);
      wake();
    });
  const release = () => {
    busy--;
    wake();
  };
  return {
    acquire: () => takePlace(entering),
    release,
    async backOff(waitMs, signal) {
      backingOff++;
      release();
      await pause(waitMs, signal);
      backingOff--;
      await takePlace(returning);
    },
    busy: () => busy,
    backingOff: () => backingOff,
    wake,
  };
}
