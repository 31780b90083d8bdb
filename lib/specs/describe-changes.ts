import { canonicalJson } from "@/lib/http/canonical-json";
import type { SpecContent } from "./contract";

const MOST = 20;

/** What a revision changed, in sentences for the history and the event log. */
export function describeChanges(before: SpecContent, after: SpecContent): string[] {
  const found = [
    ...lines("requirement", before.requirements, after.requirements),
    ...lines("failure case", before.failureCases, after.failureCases),
    ...criteria(before, after),
  ];
  return found.length <= MOST
    ? found
    : [...found.slice(0, MOST), `and ${found.length - MOST} more changes`];
}

function lines(noun: string, before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((line) => !before.includes(line));
  const removed = before.filter((line) => !after.includes(line));
  const kept = (list: readonly string[], other: readonly string[]) =>
    list.filter((line) => other.includes(line)).join("\n");
  const isMoved = kept(before, after) !== kept(after, before);
  return [
    ...added.map((line) => `${noun} added: ${line}`),
    ...removed.map((line) => `${noun} removed: ${line}`),
    ...(isMoved ? [`${noun}s reordered`] : []),
  ];
}

function criteria(before: SpecContent, after: SpecContent): string[] {
  const old = new Map(before.criteria.map((each) => [each.key, each]));
  const now = new Map(after.criteria.map((each) => [each.key, each]));
  return [
    ...after.criteria.flatMap((each) => {
      const was = old.get(each.key);
      if (!was) return [`criterion added: ${each.statement}`];
      if (canonicalJson(was) === canonicalJson(each)) return [];
      return was.threshold !== each.threshold || was.comparator !== each.comparator
        ? [
            `criterion changed: ${each.statement}, bar ${was.comparator} ${was.threshold} → ${each.comparator} ${each.threshold}`,
          ]
        : was.level !== each.level
          ? [`criterion changed: ${each.statement}, ${was.level} → ${each.level}`]
          : [`criterion changed: ${each.statement}`];
    }),
    ...before.criteria
      .filter(({ key }) => !now.has(key))
      .map(({ statement }) => `criterion removed: ${statement}`),
    ...(before.criteria
      .filter(({ key }) => now.has(key))
      .map(({ key }) => key)
      .join() !==
    after.criteria
      .filter(({ key }) => old.has(key))
      .map(({ key }) => key)
      .join()
      ? ["criteria reordered"]
      : []),
  ];
}
