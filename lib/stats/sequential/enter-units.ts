import type { Arm } from "@/lib/deployments/assign-arm";

/** Times in ms. `delayMs` is how late a value may become known, per metric: outcomes an hour, others a time-out. */
export type IntakeTiming = { windowMs: number; delayMs: number };

/** Requests of a unit this long after its first one count into its value. */
export const DEFAULT_WINDOW_MS = 10 * 60_000;

/** One fact about a request; a later fact about the same request replaces it. */
export type Observation = {
  request: string;
  unit: string;
  arm: Arm;
  /** The candidate's share of new units when the request was served. */
  share: number;
  /** When the request happened, and when this was learned of it. */
  at: number;
  learnedAt: number;
  /** Null: the outcome, cost or latency is not known (yet). */
  value: number | null;
  successes?: number;
};

export type EnteredUnit = {
  unit: string;
  arm: Arm;
  share: number;
  firstAt: number;
  entersAt: number;
  /** Mean over the requests of its window whose value is known; null: none is, so the unit is left out. */
  value: number | null;
  successes?: number;
  requests: number;
  /** Requests of its window without a known value: left out in both arms, their share is shown. */
  unknown: number;
};

/**
 * What enters the evidence: one value per unit, in the order of first requests. A unit enters when its window
 * and the delay after its first request have passed, with what was learned by then, so that failures that report
 * sooner than successes are no harm, and so that the result does not depend on when the worker looks. Requests
 * after the window, and those of the other arm, never count. With window and delay 0 a unit enters with its first
 * request as soon as its value is known, in the order of that: quicker, but failures that report sooner look like harm.
 *
 * `observations` hold all facts about the units whose first request is in question; returned are the units that
 * enter in (`after`, `until`]. A caller goes on from its last `until`, and stays a little behind the clock while
 * facts that were learned may not be stored yet.
 */
export function enterUnits(
  observations: readonly Observation[],
  timing: IntakeTiming,
  { after, until }: { after: number; until: number },
): EnteredUnit[] {
  const units = new Map<string, Observation[]>();
  for (const observation of observations) {
    const facts = units.get(observation.unit);
    if (facts) facts.push(observation);
    else units.set(observation.unit, [observation]);
  }
  return [...units.values()]
    .flatMap((facts) => enterUnit(facts, timing) ?? [])
    .filter(({ entersAt }) => entersAt > after && entersAt <= until)
    .sort((one, other) => one.entersAt - other.entersAt || compareText(one.unit, other.unit));
}

/** A unit as it enters, from all facts about it; null: it never does, or nobody knows yet when. */
export function enterUnit(
  facts: readonly Observation[],
  { windowMs, delayMs }: IntakeTiming,
): EnteredUnit | null {
  if (windowMs === 0 && delayMs === 0) return enterAtOnce(facts);
  // A request reported after all of its unit was due would move the unit into what was decided already.
  const inTime = facts.filter(({ at, learnedAt }) => learnedAt <= at + windowMs + delayMs);
  const first = earliest(inTime, ({ at }) => at);
  if (first === null) return null;
  const entersAt = first.at + windowMs + delayMs;
  const latest = new Map<string, Observation>();
  for (const fact of facts) {
    if (fact.arm !== first.arm || fact.learnedAt > entersAt) continue;
    if (fact.at < first.at || fact.at > first.at + windowMs) continue;
    const before = latest.get(fact.request);
    if (!before || before.learnedAt <= fact.learnedAt) latest.set(fact.request, fact);
  }
  return { ...headOf(first), entersAt, ...meanOf([...latest.values()]) };
}

/** The first request is the one reported first, so that no report changes which it was. */
function enterAtOnce(facts: readonly Observation[]): EnteredUnit | null {
  const learnedAt = (fact: Observation) => fact.learnedAt;
  const first = earliest(facts, learnedAt);
  if (first === null) return null;
  const withValue = earliest(
    facts.filter(({ request, value }) => request === first.request && value !== null),
    learnedAt,
  );
  return withValue && { ...headOf(first), entersAt: withValue.learnedAt, ...meanOf([withValue]) };
}

function earliest(
  facts: readonly Observation[],
  time: (fact: Observation) => number,
): Observation | null {
  return facts.reduce<Observation | null>((best, fact) => {
    if (best === null || time(fact) < time(best)) return fact;
    return time(fact) === time(best) && fact.request < best.request ? fact : best;
  }, null);
}

const headOf = ({ unit, arm, share, at }: Observation) => ({ unit, arm, share, firstAt: at });

function meanOf(requests: readonly Observation[]) {
  const withValue = requests.filter(({ value }) => value !== null);
  const mean = (part: (fact: Observation) => number) =>
    withValue.reduce((sum, fact) => sum + part(fact), 0) / withValue.length;
  return {
    value: withValue.length === 0 ? null : mean(({ value }) => value ?? 0),
    ...(withValue.some(({ successes }) => successes !== undefined) && {
      successes: mean(({ successes }) => successes ?? 0),
    }),
    requests: requests.length,
    unknown: requests.length - withValue.length,
  };
}

const compareText = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** Share of the requests of one arm whose value never became known; null without requests. */
export function unknownShare(units: readonly EnteredUnit[], arm: Arm): number | null {
  let [requests, unknown] = [0, 0];
  for (const unit of units) {
    if (unit.arm !== arm) continue;
    requests += unit.requests;
    unknown += unit.unknown;
  }
  return requests === 0 ? null : unknown / requests;
}
