"use client";
import { useMemo } from "react";
import { VersionDiffLines } from "@/components/prompts/versions/version-diff-lines";
import { prettyJson } from "@/components/ui/text/code-block";
import { diffLines, splitLines } from "@/lib/prompts/diff/diff-lines";

interface Props {
  /** Unique on the page. */
  id: string;
  a: string | null;
  b: string | null;
}

/** Two texts line by line, with the words that differ; JSON is indented first so that it has lines. */
export function TextDifference({ id, a, b }: Props) {
  const { from, to, hunks } = useMemo(() => {
    const [from, to] = [splitLines(prettyJson(a ?? "")), splitLines(prettyJson(b ?? ""))];
    return { from, to, hunks: diffLines(from, to) };
  }, [a, b]);
  if (a === null && b === null)
    return <p className="px-4 py-3 text-13 text-text-2">No content was kept of either.</p>;
  return (
    <>
      {hunks.length === 0 && (
        <p className="text-12 text-text-2 px-4 pt-2">The same on both sides.</p>
      )}
      {(a === null || b === null) && (
        <p className="text-12 text-text-2 px-4 pt-2">
          No content was kept of {a === null ? "A" : "B"}.
        </p>
      )}
      <div className="py-1">
        <VersionDiffLines part={id} from={from} to={to} hunks={hunks} view="split" />
      </div>
    </>
  );
}
