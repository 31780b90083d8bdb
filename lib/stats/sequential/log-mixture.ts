/**
 * ln Σ wᵢ exp(logsᵢ) of the `logWeights.length` logs that begin at `from`. The largest term is taken out first,
 * so that evidence of any size stays finite.
 */
export function logMixture(
  logs: readonly number[],
  logWeights: readonly number[],
  from = 0,
): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logWeights.length; i++) {
    const log = (logs[from + i] ?? 0) + (logWeights[i] ?? 0);
    if (log > largest) largest = log;
  }
  let sum = 0;
  for (let i = 0; i < logWeights.length; i++) {
    sum += Math.exp((logs[from + i] ?? 0) + (logWeights[i] ?? 0) - largest);
  }
  return largest + Math.log(sum);
}
