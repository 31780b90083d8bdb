/** Long enough to be rare, short enough that nobody else notices. */
const TURN_MS = 10;

/**
 * For a loop whose length somebody else chooses: `await turn()` lets others have the process when this one has had
 * it for 10 ms, and costs next to nothing otherwise.
 */
export function takeTurns(turnMs = TURN_MS): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < turnMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
