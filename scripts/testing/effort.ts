/**
 * Costs in a unit of their own, so that a slow or busy machine says nothing about the rule: one is the processor
 * time in which this process writes and parses a JSON document of 1 MB, a few milliseconds.
 */
const DOCUMENT = Array.from({ length: 20_000 }, (_, id) => ({
  id,
  text: `row ${id} of the document`,
}));

function cpuMs(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}

let unitMs = 0;
function unit(): number {
  if (unitMs > 0) return unitMs;
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    JSON.parse(JSON.stringify(DOCUMENT));
    return cpuMs(before);
  });
  unitMs = Math.max(1, Math.min(...times));
  return unitMs;
}

/** The processor time of `work` in units, the least of three tries. */
export function effortOf(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work();
    return cpuMs(before);
  });
  return Math.min(...times) / unit();
}

/**
 * How long others could not get a turn of this process while `work` ran, in units: what a health check on the
 * same process would have waited. Time in which other processes had the processor does not count.
 */
export async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const one = unit();
  let longest = 0;
  let last = { at: performance.now(), cpu: process.cpuUsage() };
  const beat = () => {
    const now = { at: performance.now(), cpu: process.cpuUsage() };
    const busyMs = (now.cpu.user + now.cpu.system - last.cpu.user - last.cpu.system) / 1_000;
    longest = Math.max(longest, Math.min(now.at - last.at, busyMs));
    last = now;
  };
  const timer = setInterval(beat, 1);
  try {
    await work();
    beat();
  } finally {
    clearInterval(timer);
  }
  return Math.round(longest / one);
}
