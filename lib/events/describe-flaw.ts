import { formatDated } from "@/lib/format-time";

/** A run of events that are not what Galley wrote. `after`: when the last good event before them was written. */
export interface Flaw {
  kind: "missing" | "changed" | "rewritten" | "unlinked";
  from: number;
  to: number;
  after: Date | null;
}

/** In plain words, for `verify-audit` and the page of the audit log. */
export function describeFlaw(project: string, flaw: Flaw, { isLast }: { isLast: boolean }): string {
  const { kind, from, to, after } = flaw;
  const isOne = from === to;
  const events = `${isOne ? `Event ${from}` : `Events ${from} to ${to}`} of project ${project}`;
  switch (kind) {
    case "missing":
      return `${events} ${isOne ? "is" : "are"} missing.`;
    case "changed":
      return isOne
        ? `${events} was changed after it was written.`
        : `${events} were changed after they were written.`;
    case "rewritten":
      if (isLast) return describeRewrite(project, after);
      return `${events} ${isOne ? "was" : "were"} rewritten: Galley did not write what is there now.`;
    case "unlinked":
      return `${events} does not follow the event before it: that one was replaced.`;
  }
}

export function describeRewrite(project: string, after: Date | null): string {
  if (!after) return `The chain of ${project} was rewritten from its first event.`;
  return `The chain of ${project} was rewritten after ${formatDated(after)}.`;
}
