/** A timer that does not keep a process alive. */
export function startTimer(work: () => void, ms: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(work, ms);
  // Only Node has it; elsewhere nothing is kept alive by a timer.
  (timer as { unref?: () => void }).unref?.();
  return timer;
}

/** Waits, or less when `signal` is aborted; the listener does not stay. A process may end meanwhile if `isIdle`. */
export function wait(ms: number, signal: AbortSignal, { isIdle = false } = {}): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = isIdle ? startTimer(end, ms) : setTimeout(end, ms);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
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
