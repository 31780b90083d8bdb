/** Amounts and successes for tests, i = 1 … n: skewed like latencies, and the same at every run. */
export const amount = (i: number): number => -Math.log(1 - ((37 * i) % 101) / 101);
export const amounts = (n: number): number[] => Array.from({ length: n }, (_, i) => amount(i + 1));
export const success = (i: number): 0 | 1 => (i % 5 === 0 ? 0 : 1);
