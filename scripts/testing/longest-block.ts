/**
 * How long others could not get a turn of this process while `work` ran, in whole milliseconds: what a health
 * check on the same process would have waited. Time in which other processes had the processor does not count.
 */
export async function longestBlockMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = { at: performance.now(), cpu: process.cpuUsage() };
  const beat = () => {
    const now = { at: performance.now(), cpu: process.cpuUsage() };
    const cpuMs = (now.cpu.user + now.cpu.system - last.cpu.user - last.cpu.system) / 1_000;
    longest = Math.max(longest, Math.min(now.at - last.at, cpuMs));
    last = now;
  };
  const timer = setInterval(beat, 1);
  try {
    await work();
    beat();
  } finally {
    clearInterval(timer);
  }
  return Math.round(longest);
}
