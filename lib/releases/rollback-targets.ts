/** A release as the history of one environment has it; `version` is null where the prompt went offline. */
export interface HistoryEntry {
  version: number | null;
  isRollback: boolean;
}

/**
 * The versions that a rollback may bring back at once, the nearest first. A release puts its version on top of
 * what was live; a rollback takes everything above its version away. What was taken away that way comes back by
 * a release only, with the approvals and gates of the environment.
 * @param history oldest first
 */
export function rollbackTargets(history: readonly HistoryEntry[]): number[] {
  const live: number[] = [];
  for (const { version, isRollback } of history) {
    if (version === null) live.length = 0;
    else if (isRollback && live.includes(version)) live.splice(live.lastIndexOf(version) + 1);
    if (version !== null && live.at(-1) !== version) live.push(version);
  }
  const current = history.at(-1)?.version ?? null;
  return [...new Set(live.reverse())].filter((version) => version !== current);
}
