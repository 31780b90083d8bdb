import type { Ending } from "./ending";

/** A timer that does not keep a process alive. */
export function startTimer(work: () => void, ms: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(work, ms);
  // Only Node has it; elsewhere nothing is kept alive by a timer.
  (timer as { unref?: () => void }).unref?.();
  return timer;
}

/** Waits, at most until `ending` is over. A process may end meanwhile if `isIdle`. */
export function wait(ms: number, ending: Ending, { isIdle = false } = {}): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      takeBack();
      resolve();
    };
    const timer = isIdle ? startTimer(() => end(), ms) : setTimeout(() => end(), ms);
    let takeBack = () => {};
    takeBack = ending.add(end);
  });
}

/** What `promise` gives, or `otherwise` when that takes longer than `ms`. */
export async function within<T, O>(promise: Promise<T>, ms: number, otherwise: O): Promise<T | O> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<O>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
