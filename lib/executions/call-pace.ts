/** Share of refusals (429, overloaded) among the latest answers from which fewer calls are made at once. */
const SLOW_DOWN_SHARE = 0.5;
const SPEED_UP_SHARE = 0.2;
/** Answers over which the share of refusals is remembered, and the least part of a back-off that is waited. */
const MEMORY = 20;
const LEAST_BACK_OFF_SHARE = 0.15;

/**
 * Calls at once, following the provider: halved while most answers are refusals, one more after every
 * round that is nearly free of them. Now and then a refusal changes nothing: waiting and trying again
 * is cheaper than going slower.
 */
export interface CallPace {
  limit(): number;
  /**
   * How much of a back-off to wait, 0.15 to 1: a provider that refuses now and then is asked again soon,
   * one that refuses half of what it is asked is waited for in full.
   */
  backOffShare(): number;
  saw(answer: "answered" | "refused"): void;
}

export function makeCallPace(most: number): CallPace {
  let limit = most;
  let answers = 0;
  let refusals = 0;
  let recentShare = 0;
  return {
    limit: () => limit,
    backOffShare: () => Math.min(1, Math.max(LEAST_BACK_OFF_SHARE, recentShare / SLOW_DOWN_SHARE)),
    saw(answer) {
      answers++;
      recentShare += ((answer === "refused" ? 1 : 0) - recentShare) / MEMORY;
      if (answer === "refused") refusals++;
      if (answers < Math.max(4, limit)) return;
      const share = refusals / answers;
      if (share >= SLOW_DOWN_SHARE) limit = Math.max(1, Math.floor(limit / 2));
      else if (share <= SPEED_UP_SHARE) limit = Math.min(most, limit + 1);
      answers = 0;
      refusals = 0;
    },
  };
}
