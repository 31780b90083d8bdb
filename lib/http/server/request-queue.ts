interface Limits {
  /** Requests at work at once; more only wait for one another. */
  atOnce: number;
  /** Those who wait beyond this are sent away: an answer that late is asked for again before it comes. */
  maxWaitMs: number;
  /** Waiting requests, at most. */
  maxWaiting: number;
  /** A request at work longer than this waits for something else (a model, a large export) and is not counted. */
  countedMs: number;
  /**
   * Nine of ten are to take no longer than this: fewer are at work at once where that does not hold, as on a machine
   * that others use too. Only for requests that wait for no one else.
   */
  aimMs?: number;
  /** How long requests wait elsewhere by now, such as for a connection of the database. */
  waitElsewhereMs?: () => number;
}

interface Waiting {
  begin: () => void;
  timer: NodeJS.Timeout;
}

const FEWEST_AT_ONCE = 2;
/** One that was too slow weighs as much as nine that were not. */
const STEP_DOWN = 0.9;
const STEP_UP = 0.1;

export interface Ways {
  /** Gets the function to call when the request has its answer. */
  begin: (end: () => void) => void;
  refuse: () => void;
}

/**
 * Lets requests begin in order, some at a time, and refuses those that would wait too long. Without it a server
 * that is asked for twice what it can do answers everybody late instead of half of them at once.
 */
export class RequestQueue {
  private readonly limits: Limits;
  private readonly waiting: Waiting[] = [];
  private atWork = 0;
  private room: number;

  constructor(limits: Limits) {
    this.limits = limits;
    this.room = limits.atOnce;
  }

  enter({ begin, refuse }: Ways): void {
    const { maxWaitMs, maxWaiting, waitElsewhereMs } = this.limits;
    const isLate = (waitElsewhereMs?.() ?? 0) > maxWaitMs;
    if (isLate || (!this.hasRoom() && this.waiting.length >= maxWaiting)) refuse();
    else if (this.hasRoom()) this.start(begin);
    else this.wait({ begin, refuse }, maxWaitMs);
  }

  private hasRoom(): boolean {
    return this.atWork < Math.floor(this.room);
  }

  private wait({ begin, refuse }: Ways, maxWaitMs: number): void {
    const entry: Waiting = {
      begin: () => {
        clearTimeout(entry.timer);
        this.start(begin);
      },
      timer: setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        refuse();
      }, maxWaitMs),
    };
    this.waiting.push(entry);
  }

  private start(begin: Ways["begin"]): void {
    this.atWork += 1;
    let isCounted = true;
    const startedAt = performance.now();
    const end = () => {
      clearTimeout(timer);
      if (!isCounted) return;
      isCounted = false;
      this.atWork -= 1;
      this.adjust(performance.now() - startedAt);
      while (this.waiting.length > 0 && this.hasRoom()) this.waiting.shift()?.begin();
    };
    const timer = setTimeout(end, this.limits.countedMs);
    timer.unref();
    begin(end);
  }

  private adjust(tookMs: number): void {
    const { atOnce, aimMs = Number.POSITIVE_INFINITY } = this.limits;
    const next = this.room + (tookMs > aimMs ? -STEP_DOWN : STEP_UP);
    this.room = Math.min(atOnce, Math.max(FEWEST_AT_ONCE, next));
  }
}
