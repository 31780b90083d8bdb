"use client";
import { Section } from "@/components/ui/section";
import { Kbd } from "@/components/ui/text/kbd";
import { formatCount, formatCountOf, formatDuration, formatMs } from "@/lib/format-number";
import type { TraceDetail } from "@/lib/traces/contract";
import { type ShownStep, StepTable } from "./step-table";
import type { StepRow } from "./step-tree";

interface Props {
  trace: TraceDetail;
  rows: readonly StepRow<ShownStep>[];
  selectedId: string | null;
  onSelect: (step: string) => void;
}

export function StepsSection({ trace, rows, selectedId, onSelect }: Props) {
  const totalMs = Math.max(trace.latencyMs, ...rows.map((row) => row.startMs + row.durationMs));
  return (
    <Section
      title="Steps"
      beside={<span className="text-12 text-text-2 tabular-nums">{stepCounts(trace, rows)}</span>}
      actions={
        rows.length > 1 && (
          <span className="text-12 text-text-3">
            <Kbd keys="j" /> <Kbd keys="k" />
          </span>
        )
      }
      footer={waitingLine(trace, rows)}
      flush
    >
      <StepTable rows={rows} totalMs={totalMs} selectedId={selectedId} onSelect={onSelect} />
    </Section>
  );
}

function stepCounts(trace: TraceDetail, rows: readonly StepRow[]): string {
  const { stepCount, errors, steps } = trace;
  // Attempts that stand as steps of their own are told by nobody as retries.
  const again = rows.filter(({ waitMs }) => waitMs !== null).length;
  const retries = Math.max(trace.retries, again);
  return [
    steps.length < stepCount
      ? `the first ${formatCount(steps.length)} of ${formatCountOf(stepCount, "step")}`
      : formatCountOf(stepCount, "step"),
    retries > 0 && formatCountOf(retries, "retry", "retries"),
    errors > 0 && formatCountOf(errors, "error"),
  ]
    .filter(Boolean)
    .join(", ");
}

/** What the bars alone do not say: first token, and how long it stood waiting between attempts. */
function waitingLine(trace: TraceDetail, rows: readonly StepRow[]) {
  const waits = rows.filter(({ waitMs }) => waitMs !== null && waitMs > 0);
  const waited = waits.reduce((sum, { waitMs }) => sum + (waitMs ?? 0), 0);
  const [first] = waits;
  const from = first ? first.startMs + first.durationMs : 0;
  const parts = [
    trace.firstTokenMs !== null && `Time to first token ${formatMs(trace.firstTokenMs)}.`,
    first &&
      waits.length === 1 &&
      `Between ${formatCount(from)} and ${formatMs(from + waited)} it waited to retry.`,
    waits.length > 1 && `Waited ${formatDuration(waited)} between ${waits.length + 1} attempts.`,
  ].filter(Boolean);
  return parts.length > 0 ? <span className="tabular-nums">{parts.join(" ")}</span> : undefined;
}
