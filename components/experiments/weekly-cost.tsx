"use client";
import { useQuery } from "@tanstack/react-query";
import type { ExperimentCell } from "@/lib/experiments/contract";
import { formatCountOf, formatUsd } from "@/lib/format-number";
import { metricQueries } from "@/lib/metrics/queries";

const LEAST_USD = 0.01;

interface Props {
  project: string;
  prompt: string;
  cell: ExperimentCell;
  baseline: ExperimentCell;
}

/** What it would cost more or less than the baseline at the traffic of the last seven days. */
export function WeeklyCost({ project, prompt, cell, baseline }: Props) {
  const { data } = useQuery({
    ...metricQueries.summary(project, { prompt, range: "7d" }),
    refetchInterval: false,
  });
  const [each, before] = [costPerAnswer(cell), costPerAnswer(baseline)];
  if (!data || each === null || before === null) return null;
  const more = (each - before) * data.n;
  if (Math.abs(more) < LEAST_USD) return null;
  return (
    <>
      At the traffic of the last 7 days ({formatCountOf(data.n, "request")}) it costs about{" "}
      <b className="font-medium text-text">{formatUsd(Math.abs(more))} a week</b>{" "}
      {more > 0 ? "more" : "less"}.
    </>
  );
}

const costPerAnswer = ({ costUsd, progress: { done } }: ExperimentCell): number | null =>
  costUsd === null || !done ? null : costUsd / done;
