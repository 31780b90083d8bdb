import { type ReviewRule, RULES, type RuleName } from "./review-rule";

/** A trace that a rule would pick; in the rule's order, which is the same all week. */
export interface Candidate {
  traceId: string;
  rule: RuleName;
  /** Why, in words that follow "because it". */
  reason: string;
  startedAt: Date;
}

export interface QueuePlan {
  rules: readonly ReviewRule[];
  target: number;
  /** Part of the week's target that may be in the queue by now, 0 to 1. */
  pace: number;
  /** How many each rule has picked this week. */
  picked: Readonly<Partial<Record<RuleName, number>>>;
  candidates: readonly Candidate[];
}

const WORKING_DAYS = 5;
const DAY_MS = 86_400_000;

/** A fifth of the target a day, so that Monday morning does not fill the week's queue. */
export function queuePace(weekFrom: Date, now: Date): number {
  const days = Math.floor((now.getTime() - weekFrom.getTime()) / DAY_MS) + 1;
  return Math.min(1, Math.max(0, days / WORKING_DAYS));
}

/**
 * What joins the queue. Each rule has its share of the target; what a rule cannot fill goes to chance, so
 * that the target is met while there are traces. A trace that several rules would pick is taken once, by the
 * rule that has fewest to choose from.
 */
export function planQueue({ rules, target, pace, picked, candidates }: QueuePlan): Candidate[] {
  const shares = sharesOf(rules, target);
  const soFar = sum(RULES.map((rule) => picked[rule] ?? 0));
  const room = Math.ceil(target * pace) - soFar;
  if (room <= 0) return [];
  const byRule = new Map<RuleName, Candidate[]>(RULES.map((rule) => [rule, []]));
  for (const candidate of candidates) byRule.get(candidate.rule)?.push(candidate);
  const order = RULES.filter((rule) => rule !== "random").sort(
    (one, two) => (byRule.get(one)?.length ?? 0) - (byRule.get(two)?.length ?? 0),
  );
  const pickedIds = new Set<string>();
  const plan: Candidate[] = [];
  const take = (rule: RuleName, most: number) => {
    let count = 0;
    for (const candidate of byRule.get(rule) ?? []) {
      if (count >= most || plan.length >= room) return;
      if (pickedIds.has(candidate.traceId)) continue;
      pickedIds.add(candidate.traceId);
      plan.push(candidate);
      count += 1;
    }
  };
  for (const rule of order) {
    take(rule, Math.ceil((shares.get(rule) ?? 0) * pace) - (picked[rule] ?? 0));
  }
  if ((shares.get("random") ?? 0) > 0) take("random", room - plan.length);
  return plan;
}

/** Whole numbers that add up to the target, by largest remainder. */
export function sharesOf(rules: readonly ReviewRule[], target: number): Map<RuleName, number> {
  const total = sum(rules.map(({ weight }) => weight));
  const exact = rules.map(({ rule, weight }) => ({
    rule,
    share: total === 0 ? 0 : (weight * target) / total,
  }));
  const shares = new Map(exact.map(({ rule, share }) => [rule, Math.floor(share)]));
  const remainder = total === 0 ? 0 : target - sum([...shares.values()]);
  const byRemainder = [...exact].sort((one, two) => (two.share % 1) - (one.share % 1));
  for (const { rule } of byRemainder.slice(0, remainder))
    shares.set(rule, (shares.get(rule) ?? 0) + 1);
  return shares;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
