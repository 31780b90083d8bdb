"use client";
import { Button } from "@/components/ui/controls/button";
import { formatCountOf } from "@/lib/format-number";
import { AssignCategory } from "./assign-category";

interface Props {
  project: string;
  run: number;
  /** Ids of failed cases. */
  marked: readonly string[];
  onClear: () => void;
}

/** Gives all marked failures one category. */
export function ResultMarkBar({ project, run, marked, onClear }: Props) {
  return (
    <section
      aria-label="Marked cases"
      className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 border-t bg-selected px-(--gutter) py-2 text-13"
    >
      <b>{formatCountOf(marked.length, "failed case")} marked</b>
      <AssignCategory
        project={project}
        run={run}
        caseIds={marked}
        label="Failure category of the marked cases"
        canClear
        onAssign={onClear}
      />
      <Button size="sm" variant="ghost" onClick={onClear}>
        Clear marks
      </Button>
    </section>
  );
}
