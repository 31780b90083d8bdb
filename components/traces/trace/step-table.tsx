"use client";
import { useMemo } from "react";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { formatMs } from "@/lib/format-number";
import type { StepKind } from "@/lib/traces/span";
import { StepIcon } from "./step-icon";
import { errorWord, type StepRow, type TreeStep } from "./step-tree";
import { Waterfall, WaterfallScale } from "./waterfall";

export type ShownStep = TreeStep & { kind: StepKind };

interface Props {
  rows: readonly StepRow<ShownStep>[];
  totalMs: number;
  selectedId: string | null;
  onSelect: (id: string) => void;
}

/** From here on only the steps near the eye are in the page. */
const MANY = 100;
const DEEPEST_INDENT = 12;

/** The steps as a tree, beside them when each ran. */
export function StepTable({ rows, totalMs, selectedId, onSelect }: Props) {
  const columns = useMemo((): DataColumn<StepRow<ShownStep>>[] => {
    return [
      { id: "step", header: "Step", width: "44%", cell: (row) => <StepName row={row} /> },
      {
        id: "time",
        header: "Time",
        num: true,
        width: 92,
        className: "whitespace-nowrap",
        cell: ({ durationMs }) => (durationMs < 1 ? "under 1 ms" : formatMs(durationMs)),
      },
      {
        id: "waterfall",
        header: <WaterfallScale totalMs={totalMs} />,
        className: "[--cell-y:0px]",
        cell: (row) => <Waterfall row={row} totalMs={totalMs} />,
      },
    ];
  }, [totalMs]);
  return (
    <DataTable
      label="Steps"
      rows={rows}
      columns={columns}
      rowId={({ step }) => step.id}
      rowHeight={32}
      selectedId={selectedId}
      onSelect={onSelect}
      {...(rows.length > MANY ? { height: "min(640px, 70vh)" } : {})}
      empty={<p className="px-4 py-6 text-13 text-text-2">This trace has no steps, only totals.</p>}
    />
  );
}

function StepName({ row: { step, depth, attempt } }: { row: StepRow<ShownStep> }) {
  const title = step.kind === "llm" ? (step.model ?? step.name) : step.name;
  const notes = [
    step.kind === "llm" && step.model && step.name !== step.model ? step.name : null,
    attempt === null ? null : `attempt ${attempt}`,
    step.retries > 0 ? `${step.retries} ${step.retries === 1 ? "retry" : "retries"}` : null,
    step.error ? errorWord(step.error) : null,
  ].filter(Boolean);
  return (
    <div
      className="flex min-w-0 items-center gap-1.5"
      style={{ paddingLeft: Math.min(depth, DEEPEST_INDENT) * 18 }}
    >
      <StepIcon kind={step.kind} />
      <span className="min-w-0 truncate" title={title}>
        {title || "unnamed"}
      </span>
      {notes.length > 0 && (
        <span className="text-text-3 text-12 min-w-0 flex-1 truncate" title={notes.join(", ")}>
          {notes.join(", ")}
        </span>
      )}
    </div>
  );
}
