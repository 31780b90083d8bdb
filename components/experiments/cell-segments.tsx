"use client";
import { useQuery } from "@tanstack/react-query";
import { segmentNote } from "@/components/runs/compare/segment-note";
import { GroupTable } from "@/components/runs/results/group-table";
import { Section } from "@/components/ui/section";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { runQueries } from "@/lib/runs/queries";
import { cellName } from "./experiment-words";

interface Props {
  project: string;
  experiment: Experiment;
  cell: ExperimentCell;
}

/** The cell that is looked at by segment, against the baseline. */
export function CellSegments({ project, experiment, cell }: Props) {
  const { baseline, margin } = experiment;
  const isCompared = cell.comparison !== null;
  const { data: run } = useQuery({
    ...runQueries.detail(project, cell.runNumber),
    enabled: cell.passRate !== null,
  });
  const { data: comparison } = useQuery({
    ...runQueries.comparison(project, cell.runNumber, baseline.runNumber, margin),
    enabled: isCompared,
  });
  if (!run || run.number !== cell.runNumber || run.bySegment.length === 0) return null;
  return (
    <Section
      flush
      title="By segment"
      beside={
        <span className="text-12 text-text-2">
          {cellName(cell)}
          {isCompared && " against the baseline"}
        </span>
      }
      footer={<span>{segmentNote(run.bySegment.length > 1, comparison?.bySegment ?? null)}</span>}
    >
      <GroupTable
        heading="Segment"
        currentLabel={cell.option ? "This cell" : cellName(cell)}
        baselineLabel={isCompared ? "Baseline" : null}
        isCompared={comparison !== undefined}
        rows={run.bySegment.map((one) => {
          const compared = comparison?.bySegment.find(({ segment }) => segment === one.segment);
          return {
            name: one.segment,
            n: one.n,
            current: compared?.candidate ?? one.passRate,
            baseline: compared?.baseline ?? null,
            withheld: one.withheld,
            errored: one.errored,
            compared: compared ?? null,
          };
        })}
        empty="This project has no segments."
      />
    </Section>
  );
}
