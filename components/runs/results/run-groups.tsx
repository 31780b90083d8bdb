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
import { GroupTable } from "./group-table";
import { fieldScorers, scorerNote } from "./scorer-note";

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
      {by === "segments" && (
        <GroupTable
          heading="Segment"
          currentLabel={versionName(run.version)}
          baselineLabel={baseline && versionName(baseline.version)}
          isCompared={comparison !== null}
          active={state.segment}
          onPick={(segment) => set({ segment: state.segment === segment ? null : segment })}
          rows={run.bySegment.map((one) => {
            const compared = comparison?.bySegment.find(({ segment }) => segment === one.segment);
            return {
              name: one.segment,
              n: one.n,
              current: compared?.candidate ?? one.passRate,
              baseline:
                compared?.baseline ??
                baseline?.bySegment.find(({ segment }) => segment === one.segment)?.passRate ??
                null,
              withheld: one.withheld,
              errored: one.errored,
              compared: compared ?? null,
            };
          })}
          empty="This project has no segments. Name one in the settings, and every run is broken down by it."
        />
      )}
      {by === "kinds" && (
        <GroupTable
          heading="Kind"
          currentLabel={versionName(run.version)}
          baselineLabel={baseline && versionName(baseline.version)}
          isCompared={false}
          active={state.kind}
          onPick={(kind) => {
            const chosenKind = run.byKind.find((one) => one.kind === kind)?.kind ?? null;
            void set({ kind: state.kind === chosenKind ? null : chosenKind });
          }}
          rows={run.byKind.map((one) => ({
            name: one.kind,
            n: one.n,
            current: one.passRate,
            baseline: baseline?.byKind.find(({ kind }) => kind === one.kind)?.passRate ?? null,
            withheld: one.withheld,
            errored: one.errored,
            compared: null,
          }))}
          empty="No cases counted."
        />
      )}
      {by === "scorers" && (
        <GroupTable
          heading="Scorer"
          currentLabel={versionName(run.version)}
          baselineLabel={baseline && versionName(baseline.version)}
          isCompared={false}
          rows={Object.entries(run.scores).map(([name, one]) => ({
            name,
            n: one.n,
            current: one.rate,
            baseline: baseline?.scores[name]?.rate ?? null,
            withheld: false,
            errored: one.errored,
            compared: null,
            note: scorerNote(one),
          }))}
          empty="No answers scored yet."
        />
      )}
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
