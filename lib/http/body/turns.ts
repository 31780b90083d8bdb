/** Long enough to be rare, short enough that nobody else notices: a request of others waits for several turns. */
const TURN_MS = 5;
/** A request of others goes around the event loop several times: to read, to ask the database, to answer. */
const REST_MS = 5;

let last: Promise<void> = Promise.resolve();
let waiting = 0;

/**
 * For a loop whose length somebody else chooses: `await turn()` lets others have the process when this one has had
 * it for 5 ms, and costs next to nothing otherwise. Loops take turns among themselves, so that several of them
 * leave as much time to others as one does.
 */
export function takeTurns(turnMs = TURN_MS): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < turnMs) return undefined;
    waiting += 1;
    last = last.then(rest);
    return last.then(() => {
      waiting -= 1;
      since = performance.now();
    });
  };
}

/** With others waiting, the one before has only begun: its turn comes before the rest. */
const rest = () =>
  new Promise<void>((resolve) => setTimeout(resolve, waiting > 1 ? TURN_MS + REST_MS : REST_MS));
