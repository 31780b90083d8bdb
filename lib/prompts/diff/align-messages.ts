import type { PromptMessage } from "@/lib/prompts/version-contract";
import { roleOf, textOf } from "./message-text";
import { similarity, similarityBound, type WordBag, wordBag } from "./text-similarity";

/** One message on one or both sides; `from` and `to` are 0-based indexes. */
export interface AlignedMessage {
  from?: number;
  to?: number;
  moved: boolean;
}

const likeEnough = 0.5;

/**
 * Which message became which. Equal ones are matched first, then by similarity of their words, then
 * by role and place however much of them is rewritten. `moved` is the smallest set of messages (by
 * length) that must change places. In the order of `to`, removed ones after the message they followed.
 */
export function alignMessages(
  from: readonly PromptMessage[],
  to: readonly PromptMessage[],
): AlignedMessage[] {
  const partner = new Map<number, number>();
  const matched = new Set<number>();
  const match = (i: number, j: number) => {
    partner.set(i, j);
    matched.add(j);
  };
  matchEqual(from, to, match);
  const restOf = () => ({
    left: from.flatMap((_, i) => (partner.has(i) ? [] : [i])),
    right: to.flatMap((_, j) => (matched.has(j) ? [] : [j])),
  });
  matchSimilar(from, to, restOf(), match);
  matchOnlySystem(from, to, restOf(), match);
  const pairs = () => [...partner].sort(([a], [b]) => a - b);
  const unmoved = () => heaviestRising(pairs(), (i) => lengthOf(from[i]));
  const anchors = unmoved();
  matchRewritten(
    from,
    to,
    restOf(),
    pairs().filter(([i]) => anchors.has(i)),
    match,
  );
  return inReadingOrder(from.length, to.length, partner, unmoved());
}

function lengthOf(message: PromptMessage | undefined): number {
  return message ? textOf(message).length + 1 : 1;
}

type Match = (from: number, to: number) => void;
type Rest = { left: number[]; right: number[] };

function matchEqual(from: readonly PromptMessage[], to: readonly PromptMessage[], match: Match) {
  const waiting = new Map<string, number[]>();
  const keyOf = (message: PromptMessage) => `${roleOf(message)}\n${textOf(message)}`;
  for (const [j, message] of to.entries()) {
    const key = keyOf(message);
    waiting.set(key, [...(waiting.get(key) ?? []), j]);
  }
  for (const [i, message] of from.entries()) {
    const j = waiting.get(keyOf(message))?.shift();
    if (j !== undefined) match(i, j);
  }
}

function matchSimilar(
  from: readonly PromptMessage[],
  to: readonly PromptMessage[],
  { left, right }: Rest,
  match: Match,
) {
  const bags = new Map<PromptMessage, WordBag>();
  const bagOf = (message: PromptMessage) => {
    const bag = bags.get(message) ?? wordBag(textOf(message));
    bags.set(message, bag);
    return bag;
  };
  const candidates: { i: number; j: number; score: number }[] = [];
  for (const i of left)
    for (const j of right) {
      const a = from[i];
      const b = to[j];
      if (!a || !b || "placeholder" in a !== "placeholder" in b) continue;
      if (similarityBound(bagOf(a), bagOf(b)) < likeEnough) continue;
      const like = similarity(bagOf(a), bagOf(b));
      if (like < likeEnough) continue;
      const sameRole = roleOf(a) === roleOf(b) ? 0.2 : 0;
      candidates.push({ i, j, score: like + sameRole - Math.abs(i - j) * 0.001 });
    }
  candidates.sort((a, b) => b.score - a.score);
  const done = { i: new Set<number>(), j: new Set<number>() };
  for (const { i, j } of candidates) {
    if (done.i.has(i) || done.j.has(j)) continue;
    done.i.add(i);
    done.j.add(j);
    match(i, j);
  }
}

/** A prompt's only system message stays itself, wherever it stands. */
function matchOnlySystem(
  from: readonly PromptMessage[],
  to: readonly PromptMessage[],
  { left, right }: Rest,
  match: Match,
) {
  const [i, ...moreLeft] = left.filter((index) => isOfRole(from[index], "system"));
  const [j, ...moreRight] = right.filter((index) => isOfRole(to[index], "system"));
  if (i !== undefined && j !== undefined && moreLeft.length + moreRight.length === 0) match(i, j);
}

/**
 * Messages of one role between the same two neighbours were rewritten: they pair in order. Where one
 * side has more of them they pair from the end, because examples are written before the question.
 */
function matchRewritten(
  from: readonly PromptMessage[],
  to: readonly PromptMessage[],
  { left, right }: Rest,
  anchors: readonly (readonly [number, number])[],
  match: Match,
) {
  let [beforeFrom, beforeTo] = [-1, -1];
  for (const [endFrom, endTo] of [...anchors, [from.length, to.length] as const]) {
    const leftHere = left.filter((i) => i > beforeFrom && i < endFrom);
    const rightHere = right.filter((j) => j > beforeTo && j < endTo);
    const roles = leftHere.flatMap((i) => (from[i] ? roleOf(from[i]) : []));
    for (const role of new Set(roles)) {
      const olds = leftHere.filter((i) => isOfRole(from[i], role)).reverse();
      const news = rightHere.filter((j) => isOfRole(to[j], role)).reverse();
      for (const [at, i] of olds.entries()) {
        const j = news[at];
        if (j !== undefined) match(i, j);
      }
    }
    [beforeFrom, beforeTo] = [endFrom, endTo];
  }
}

function isOfRole(message: PromptMessage | undefined, role: ReturnType<typeof roleOf>): boolean {
  return message !== undefined && roleOf(message) === role;
}

/** The pairs that keep their order, chosen so that as little text as possible counts as moved. */
function heaviestRising(
  pairs: (readonly [number, number])[],
  weightOf: (from: number) => number,
): Set<number> {
  const sums: number[] = [];
  const previous: number[] = [];
  let best = -1;
  for (const [index, [i, j]] of pairs.entries()) {
    sums[index] = weightOf(i);
    previous[index] = -1;
    for (let earlier = 0; earlier < index; earlier += 1) {
      const sum = (sums[earlier] ?? 0) + weightOf(i);
      if ((pairs[earlier]?.[1] ?? 0) < j && sum > (sums[index] ?? 0)) {
        sums[index] = sum;
        previous[index] = earlier;
      }
    }
    if (best === -1 || (sums[index] ?? 0) > (sums[best] ?? 0)) best = index;
  }
  const staying = new Set<number>();
  for (let at = best; at !== -1; at = previous[at] ?? -1) staying.add(pairs[at]?.[0] ?? -1);
  return staying;
}

function inReadingOrder(
  fromLength: number,
  toLength: number,
  partner: ReadonlyMap<number, number>,
  still: ReadonlySet<number>,
): AlignedMessage[] {
  const source = new Map([...partner].map(([i, j]) => [j, i]));
  const aligned: AlignedMessage[] = [];
  let next = 0;
  const takeRemovedBefore = (end: number) => {
    for (; next < end; next += 1)
      if (!partner.has(next)) aligned.push({ from: next, moved: false });
  };
  for (let j = 0; j < toLength; j += 1) {
    const i = source.get(j);
    if (i === undefined) aligned.push({ to: j, moved: false });
    else {
      if (still.has(i)) takeRemovedBefore(i);
      aligned.push({ from: i, to: j, moved: !still.has(i) });
    }
  }
  takeRemovedBefore(fromLength);
  return aligned;
}
