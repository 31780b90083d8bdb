import type { PromptDiff, VersionContent } from "@/lib/prompts/contract";
import { messagePart } from "@/lib/prompts/diff-part";

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

export type DiffContent = Pick<
  VersionContent,
  "messages" | "model" | "settings" | "tools" | "outputSchema" | "retrieval"
>;

export function diffParts(diff: PromptDiff): DiffPart[] {
  const messages = diff.messages.map((message, index): DiffPart => {
    const { change, to, from, role, added, removed } = message;
    return {
      id: messagePart(message),
      label: `${to ?? from} ${role}`,
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

/** A line that an address names: `#m1-L24` in the new version, `#m1-O24` in the old one. */
export interface LineTarget {
  part: string;
  side?: "from" | "to";
  line?: number;
}

export function parseTarget(hash: string): LineTarget | null {
  const match = /^#?([a-z]+\d*)(?:-([LO])(\d+))?$/.exec(hash);
  if (!match?.[1]) return null;
  if (!match[2]) return { part: match[1] };
  return { part: match[1], side: match[2] === "L" ? "to" : "from", line: Number(match[3]) };
}

export function lineId(part: string, side: "from" | "to", line: number): string {
  return `${part}-${side === "to" ? "L" : "O"}${line}`;
}
