import type { PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { messagePart } from "@/lib/prompts/diff/diff-part";
import type { VersionContent } from "@/lib/prompts/version-contract";

/** The parts of a difference in the order of the page. Ids are what permalinks name: `m1`, `schema`. */
export interface DiffPart {
  id: string;
  label: string;
  kind: "message" | "settings" | "tools" | "schema" | "retrieval";
  /** Index into `diff.messages`. */
  index?: number;
  differs: boolean;
  added: number;
  removed: number;
  /** A word or a count for the list of parts, when there are no lines to count. */
  note: string;
  tone: "plus" | "minus" | "plain";
}

/** The parts that somebody has read, who folds them away by that. */
export interface ViewedParts {
  parts: ReadonlySet<string>;
  onChange: (part: string, isViewed: boolean) => void;
}

/** Whether a part is open, and what folds it. */
export interface PartFold {
  /** What somebody chose; undefined: nobody did. */
  chosen: boolean | undefined;
  onOpenChange: (open: boolean) => void;
  isViewed?: boolean;
  onViewedChange?: (isViewed: boolean) => void;
}

/** Named parts are open, and those that differ until they were viewed. */
export function isPartOpen(
  { chosen, isViewed = false }: PartFold,
  { differs, isNamed }: { differs: boolean; isNamed: boolean },
): boolean {
  return chosen ?? (isNamed || (differs && !isViewed));
}

export type DiffContent = Pick<
  VersionContent,
  "messages" | "settings" | "tools" | "outputSchema" | "retrieval" | "config"
> & { model: VersionContent["model"] | null };

export function diffParts(diff: PromptDiff): DiffPart[] {
  const messages = diff.messages.map((message, index): DiffPart => {
    const { change, to, from, role, title, added, removed } = message;
    return {
      id: messagePart(message),
      label: title ?? `${to ?? from} ${role}`,
      kind: "message",
      index,
      differs: change !== "same",
      added: change === "changed" || change === "moved" ? added : 0,
      removed: change === "changed" || change === "moved" ? removed : 0,
      note: change,
      tone: change === "added" ? "plus" : change === "removed" ? "minus" : "plain",
    };
  });
  const values = (kind: "settings" | "tools" | "retrieval", label: string, count: number) => ({
    id: kind,
    label,
    kind,
    differs: count > 0,
    added: 0,
    removed: 0,
    note: count > 0 ? String(count) : "same",
    tone: "plain" as const,
  });
  const { outputSchema } = diff;
  const changedTools = diff.tools.filter((tool) => tool.change !== "same").length;
  // Of a chain the steps are all there is.
  if (diff.messages.some(({ title }) => title !== undefined)) return messages;
  return [
    ...messages,
    values("settings", "Settings", diff.settings.length + diff.model.length),
    values("tools", "Tools", changedTools),
    {
      id: "schema",
      label: "Output schema",
      kind: "schema",
      differs: outputSchema.hunks.length > 0,
      added: outputSchema.added,
      removed: outputSchema.removed,
      note: outputSchema.change === "absent" ? "none" : outputSchema.change,
      tone: "plain",
    },
    values("retrieval", "Retrieval", diff.retrieval.length),
  ];
}

const MOST_UNCHANGED = 4;

/** Unchanged messages that are not shown by themselves where there are many; none that somebody names or discusses. */
export function foldedParts(
  parts: readonly DiffPart[],
  {
    target,
    threads = [],
  }: { target: LineTarget | null; threads?: readonly { part: string }[] | undefined },
): ReadonlySet<string> {
  const named = new Set([target?.part, ...threads.map(({ part }) => part)]);
  const unchanged = parts.filter(
    ({ kind, differs, id }) => kind === "message" && !differs && !named.has(id),
  );
  return new Set(unchanged.length > MOST_UNCHANGED ? unchanged.map(({ id }) => id) : []);
}

/** Lines that an address names: `#m1-L24` in the new version, `#m1-O24` in the old one, `#m1-L24-L27`. */
export interface LineTarget {
  part: string;
  side?: "from" | "to";
  line?: number;
  /** The last one of several. */
  lastLine?: number;
}

export interface LineRange extends LineTarget {
  side: "from" | "to";
  line: number;
  lastLine: number;
}

export function parseTarget(hash: string): LineTarget | null {
  const match = /^#?([a-z]+\d*)(?:-([LO])(\d+)(?:-\2(\d+))?)?$/.exec(hash);
  const [, part, letter, line, lastLine] = match ?? [];
  if (!part) return null;
  if (!letter) return { part };
  return {
    part,
    side: letter === "L" ? "to" : "from",
    line: Number(line),
    ...(lastLine && Number(lastLine) > Number(line) ? { lastLine: Number(lastLine) } : {}),
  };
}

export function lineId(part: string, side: "from" | "to", line: number, lastLine = line): string {
  const letter = side === "to" ? "L" : "O";
  return `${part}-${letter}${line}${lastLine > line ? `-${letter}${lastLine}` : ""}`;
}

/** Whether a line is one of those that are named. */
export function isWithin(target: LineTarget | null, side: "from" | "to", line: number): boolean {
  if (target?.line === undefined || target.side !== side) return false;
  return target.line <= line && line <= (target.lastLine ?? target.line);
}
