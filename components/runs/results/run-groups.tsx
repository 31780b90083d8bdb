"use client";
import { lazy, Suspense } from "react";
import { Legend } from "@/components/charts/chart-frame";
import { segmentNote } from "@/components/runs/compare/segment-note";
import { versionName } from "@/components/runs/run-words";
import { useRunAddress } from "@/components/runs/use-run-address";
import { Segmented } from "@/components/ui/controls/segmented";
import { Section } from "@/components/ui/section";
import type { Comparison } from "@/lib/runs/compare/comparison-contract";
import type { Run } from "@/lib/runs/contract";
import { KindGroups, ScorerGroups, SegmentGroups } from "./run-group-tables";
import { fieldScorers } from "./scorer-note";

const LabelMatrixView = lazy(() =>
  import("./label-matrix").then((module) => ({ default: module.LabelMatrixView })),
);
const FieldTable = lazy(() =>
  import("./field-table").then((module) => ({ default: module.FieldTable })),
);

interface Props {
  run: Run;
  baseline: Run | null;
  comparison: Comparison | null;
}

const TITLE = {
  segments: "By segment",
  kinds: "By kind",
  scorers: "By scorer",
  labels: "By label",
  fields: "By field",
};

/** Where it is good and where it is not: by segment, by kind of case, by scorer, by label, by field. */
export function RunGroups({ run, baseline, comparison }: Props) {
  const { state, set } = useRunAddress();
  const hasFields = fieldScorers(run.scores).length > 0;
  const isMissing =
    (state.by === "labels" && run.labels.length === 0) || (state.by === "fields" && !hasFields);
  const by = isMissing ? "segments" : state.by;
  const legend = [
    ...(baseline ? [{ label: versionName(baseline.version), tone: "baseline" as const }] : []),
    { label: versionName(run.version), tone: "current" as const },
  ];
  return (
    <Section
      flush
      title={TITLE[by]}
      beside={
        <Segmented
          label="Break down by"
          value={by}
          onValueChange={(value) => set({ by: value })}
          options={[
            { value: "segments", label: "Segments" },
            { value: "kinds", label: "Kinds" },
            { value: "scorers", label: "Scorers" },
            ...(run.labels.length > 0 ? [{ value: "labels" as const, label: "Labels" }] : []),
            ...(hasFields ? [{ value: "fields" as const, label: "Fields" }] : []),
          ]}
        />
      }
      actions={by !== "labels" && by !== "fields" && <Legend entries={legend} />}
      footer={
        by === "segments" ? (
          <span>{segmentNote(run.bySegment.length > 1, comparison?.bySegment ?? null)}</span>
        ) : undefined
      }
    >
      {by === "segments" && <SegmentGroups {...{ run, baseline, comparison }} />}
      {by === "kinds" && <KindGroups run={run} baseline={baseline} />}
      {by === "scorers" && <ScorerGroups run={run} baseline={baseline} />}
      {by === "fields" && (
        <Suspense fallback={<div className="h-60" aria-busy="true" />}>
          <FieldTable scores={run.scores} baseline={baseline?.scores ?? {}} />
        </Suspense>
      )}
      {by === "labels" && (
        <Suspense fallback={<div className="h-60" aria-busy="true" />}>
          <LabelMatrixView matrices={run.labels} baseline={baseline?.labels ?? []} />
        </Suspense>
      )}
    </Section>
  );
}
