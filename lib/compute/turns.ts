/** Refused because too many wait already, or because no turn came in time. */
export class NoTurnError extends Error {}

export interface TurnLimits {
  /** How many work at the same time, in all and of one owner. */
  atOnce: number;
  perOwner: number;
  /** How many may wait, and for how long; without limits they wait as long as it takes. */
  waiting?: number;
  waitingPerOwner?: number;
  waitMs?: number;
}

export interface Turns {
  /** Does the work when it is its turn. Throws NoTurnError. */
  take<Result>(owner: string, work: () => Promise<Result>): Promise<Result>;
}

interface Turn {
  owner: string;
  begin: () => void;
}

/** First come, first served, but nobody takes all places: others of one owner wait for the first one. */
export function makeTurns({
  atOnce,
  perOwner,
  waiting = Number.POSITIVE_INFINITY,
  waitingPerOwner = Number.POSITIVE_INFINITY,
  waitMs,
}: TurnLimits): Turns {
  const queue = new Set<Turn>();
  const working = new Map<string, number>();
  const workingOf = (owner: string) => working.get(owner) ?? 0;
  let total = 0;

  const count = (owner: string, change: 1 | -1) => {
    total += change;
    const ofOwner = workingOf(owner) + change;
    if (ofOwner > 0) working.set(owner, ofOwner);
    else working.delete(owner);
  };
  const beginNext = () => {
    for (const turn of queue) {
      if (total >= atOnce) return;
      if (workingOf(turn.owner) >= perOwner) continue;
      queue.delete(turn);
      count(turn.owner, 1);
      turn.begin();
    }
  };
  const waitingOf = (owner: string) => {
    let waiting = 0;
    for (const turn of queue) if (turn.owner === owner) waiting += 1;
    return waiting;
  };

  return {
    async take(owner, work) {
      if (total < atOnce && workingOf(owner) < perOwner) count(owner, 1);
      else {
        if (queue.size >= waiting) throw new NoTurnError();
        if (waitingPerOwner < queue.size + 1 && waitingOf(owner) >= waitingPerOwner) {
          throw new NoTurnError();
        }
        await new Promise<void>((resolve, reject) => {
          const turn: Turn = {
            owner,
            begin: () => {
              clearTimeout(timer);
              resolve();
            },
          };
          const giveUp = () => {
            queue.delete(turn);
            reject(new NoTurnError());
          };
          const timer = waitMs === undefined ? undefined : setTimeout(giveUp, waitMs);
          queue.add(turn);
        });
      }
      try {
        return await work();
      } finally {
        count(owner, -1);
        beginNext();
      }
    },
  };
}
