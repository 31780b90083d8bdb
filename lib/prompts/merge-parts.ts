import { canonicalJson } from "@/lib/http/body/canonical-json";

export type MergeResult = "same" | "mine" | "theirs" | "both_same" | "conflict";

/** One part of a draft after a merge. A side is `undefined` where it does not have the part. */
export interface MergePart {
  /** `message:2` (the base's index), `mine:0` and `theirs:1` (new messages), `step:route`, `settings.seed`, `order`. */
  key: string;
  label: string;
  result: MergeResult;
  base?: unknown;
  mine?: unknown;
  theirs?: unknown;
}

export interface Merged<Content> {
  content: Content;
  parts: MergePart[];
  /** Parts that both sides changed differently; the content holds `mine` unless chosen otherwise. */
  conflicts: MergePart[];
}

export type MergeChoices = Readonly<Record<string, "mine" | "theirs">>;

export type Take = <T>(key: string, label: string, base: T, mine: T, theirs: T) => T;

/**
 * Three-way merge, part by part: what only one side changed is taken, what both changed alike is
 * taken once, what both changed differently is a conflict until `choices` decides it by key.
 */
export function mergeParts<Content>(
  choices: MergeChoices,
  merge: (take: Take) => Content,
): Merged<Content> {
  const parts: MergePart[] = [];
  const content = merge((key, label, base, mine, theirs) => {
    const result = resultOf(base, mine, theirs);
    parts.push({ key, label, result, base, mine, theirs });
    const wantsTheirs = result === "theirs" || (result === "conflict" && choices[key] === "theirs");
    return wantsTheirs ? theirs : mine;
  });
  return { content, parts, conflicts: parts.filter(({ result }) => result === "conflict") };
}

function resultOf(base: unknown, mine: unknown, theirs: unknown): MergeResult {
  const [b, m, t] = [base, mine, theirs].map(canonicalJson);
  if (m === t) return m === b ? "same" : "both_same";
  if (t === b) return "mine";
  return m === b ? "theirs" : "conflict";
}

/**
 * The order of the messages or steps of all sides. One that was taken out on one side keeps its place
 * here, so that the part can say so; whether it stays is decided with the part.
 */
export function mergeOrder(
  { base, mine, theirs }: Record<"base" | "mine" | "theirs", string[]>,
  label: string,
  take: Take,
): string[] {
  const everywhere = new Set(base.filter((key) => mine.includes(key) && theirs.includes(key)));
  const shared = (order: string[]) => order.filter((key) => everywhere.has(key));
  const chosen = take("order", label, shared(base), shared(mine), shared(theirs));
  const first = chosen.join() === shared(mine).join() ? mine : theirs;
  const second = first === mine ? theirs : mine;
  return insertMissing(insertMissing([...first], second), base);
}

/** Puts what `order` lacks behind the key it follows in `from`. */
function insertMissing(order: string[], from: readonly string[]): string[] {
  for (const [index, key] of from.entries()) {
    if (order.includes(key)) continue;
    const before = from[index - 1];
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  }
  return order;
}
