import type { ReportedUsage } from "@/lib/providers/usage/usage-contract";

/** What sums need of a span. */
export interface UsageSpan extends ReportedUsage {
  id: string;
  parentId: string | null;
  kind: string;
  error: string | null;
}

interface Sum extends ReportedUsage {
  /** A call whose price nobody knows is among them. */
  isCostOpen: boolean;
}

const NOTHING: Sum = {
  inputTokens: null,
  cachedInputTokens: null,
  outputTokens: null,
  costUsd: null,
  isCostOpen: false,
};

/**
 * Tokens and cost of a whole trace. A parent that tells tokens while its descendants do repeats them (agents,
 * chains, the AI SDK's outer span): the larger of the two counts, so that descendants which are late or were
 * not sampled are not lost, and a tie goes to the descendants, which know their prices. A parent's cost counts
 * only where theirs is not known.
 */
export function sumUsage(spans: readonly UsageSpan[]): ReportedUsage {
  if (spans.every(({ parentId }) => parentId === null)) return totalOf(spans.map(ownUsage));
  const ids = new Set(spans.map(({ id }) => id));
  const children = new Map<string | null, UsageSpan[]>();
  for (const span of spans) {
    const parent = span.parentId !== null && ids.has(span.parentId) ? span.parentId : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(span);
    else children.set(parent, [span]);
  }
  const order: UsageSpan[] = [];
  const visited = new Set<UsageSpan>();
  const visit = (first: readonly UsageSpan[]) => {
    const queue = [...first];
    for (let span = queue.pop(); span; span = queue.pop()) {
      if (visited.has(span)) continue;
      visited.add(span);
      order.push(span);
      queue.push(...(children.get(span.id) ?? []));
    }
  };
  const roots = children.get(null) ?? [];
  visit(roots);
  // Parents in a ring have no root: the ring is opened at its smallest id, whatever came first.
  const ringed = spans.filter((span) => !visited.has(span)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const heads = [...roots];
  for (const span of ringed) {
    if (visited.has(span)) continue;
    heads.push(span);
    visit([span]);
  }
  const sums = new Map<string, Sum>();
  for (const span of order.toReversed()) {
    const below = (children.get(span.id) ?? []).map((child) => sums.get(child.id) ?? NOTHING);
    sums.set(span.id, withChildren(ownUsage(span), below.reduce(add, NOTHING)));
  }
  return totalOf(heads.map(({ id }) => sums.get(id) ?? NOTHING));
}

function totalOf(sums: readonly Sum[]): ReportedUsage {
  const { inputTokens, cachedInputTokens, outputTokens, costUsd, isCostOpen } = sums.reduce(
    add,
    NOTHING,
  );
  const isKnown = costUsd !== null && !isCostOpen;
  return { inputTokens, cachedInputTokens, outputTokens, costUsd: isKnown ? nano(costUsd) : null };
}

function ownUsage(span: UsageSpan): Sum {
  const isBilled = tokensOf(span) > 0 || (span.kind === "llm" && span.error === null);
  return {
    inputTokens: span.inputTokens,
    cachedInputTokens: span.cachedInputTokens,
    outputTokens: span.outputTokens,
    costUsd: span.costUsd,
    isCostOpen: span.costUsd === null && isBilled,
  };
}

/**
 * A parent that repeats its descendants may lack a price of its own when theirs are known. The other way round no
 * price of the parent makes up for one that is missing below it: nobody can say that it covers that step.
 */
function withChildren(sum: Sum, below: Sum): Sum {
  const [ours, theirs] = [tokensOf(sum), tokensOf(below)];
  const counted = ours > theirs ? sum : below;
  if (below.isCostOpen) return { ...counted, costUsd: null, isCostOpen: true };
  const priced = counted.costUsd !== null && !counted.isCostOpen ? counted : sum;
  if (theirs === 0 && ours === 0)
    return { ...below, ...pick(below.costUsd !== null ? below : sum) };
  return { ...counted, ...pick(priced) };
}

const pick = ({ costUsd, isCostOpen }: Sum) => ({ costUsd, isCostOpen });

const tokensOf = (usage: { inputTokens: number | null; outputTokens: number | null }) =>
  (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);

function add(one: Sum, two: Sum): Sum {
  return {
    inputTokens: plus(one.inputTokens, two.inputTokens),
    cachedInputTokens: plus(one.cachedInputTokens, two.cachedInputTokens),
    outputTokens: plus(one.outputTokens, two.outputTokens),
    costUsd: plus(one.costUsd, two.costUsd),
    isCostOpen: one.isCostOpen || two.isCostOpen,
  };
}

function plus(one: number | null, two: number | null): number | null {
  if (one === null) return two;
  return two === null ? one : one + two;
}

/** Sums of floating-point dollars depend on their order; a billionth is what is stored. */
function nano(dollars: number): number {
  return Math.round(dollars * 1e9) / 1e9;
}
