"use client";
import { versionName } from "@/components/runs/run-words";
import { useRunAddress } from "@/components/runs/use-run-address";
import type { Comparison } from "@/lib/runs/compare/comparison-contract";
import type { Run } from "@/lib/runs/contract";
import { GroupTable } from "./group-table";
import { scorerNote } from "./scorer-note";

interface Props {
  run: Run;
  baseline: Run | null;
}

/** Each row narrows the cases below to its segment. */
export function SegmentGroups({
  run,
  baseline,
  comparison,
}: Props & { comparison: Comparison | null }) {
  const { state, set } = useRunAddress();
  return (
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
  );
}

/** Each row narrows the cases below to its kind. */
export function KindGroups({ run, baseline }: Props) {
  const { state, set } = useRunAddress();
  return (
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
  );
}

export function ScorerGroups({ run, baseline }: Props) {
  return (
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
  );
}
