"use client";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { STATUS_TONE, versionName } from "@/components/runs/run-words";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { Progress } from "@/components/ui/data/progress";
import { sectionClass } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { ExperimentListItem } from "@/lib/experiments/contract";
import { formatCount, formatCountOf, formatUsd } from "@/lib/format-number";
import { isUnderWay } from "@/lib/runs/queries";

interface Props {
  project: string;
  experiments: readonly ExperimentListItem[];
  onEndReached: () => void;
}

/** Experiments: what met what, how far they are and what they have cost. */
export function ExperimentTable({ project, experiments, onEndReached }: Props) {
  const router = useRouter();
  const [selected, setSelected] = useQueryState("experiment", parseAsString);
  const columns = useMemo(() => columnsOf(project), [project]);
  return (
    <div className={sectionClass}>
      <DataTable
        label="Experiments"
        rows={experiments}
        columns={columns}
        rowId={({ number }) => String(number)}
        rowHeight={48}
        selectedId={selected}
        onSelect={(number) => setSelected(number)}
        onOpen={(number) => router.push(`/${project}/experiments/${number}`)}
        onEndReached={onEndReached}
      />
    </div>
  );
}

function columnsOf(project: string): DataColumn<ExperimentListItem>[] {
  return [
    {
      id: "number",
      header: "No.",
      width: 64,
      cell: ({ number }) => (
        <Link
          className="underline-offset-3 hover:underline font-medium tabular-nums"
          href={`/${project}/experiments/${number}`}
        >
          {number}
        </Link>
      ),
    },
    { id: "what", header: "What was compared", cell: (experiment) => <What {...experiment} /> },
    {
      id: "cells",
      header: "Cells",
      width: 260,
      cell: (experiment) => <Cells {...experiment} />,
    },
    {
      id: "who",
      header: "Who",
      width: 120,
      wideOnly: true,
      cell: ({ createdBy, createdAt }) => (
        <span className="grid">
          <span className="truncate">{createdBy.name}</span>
          <span className="text-12 text-text-3">
            <RelativeTime value={createdAt} />
          </span>
        </span>
      ),
    },
    {
      id: "cost",
      header: "Cost",
      width: 92,
      num: true,
      cell: ({ costUsd }) =>
        costUsd === null ? <span className="text-text-3">unknown</span> : formatUsd(costUsd),
    },
  ];
}

/** `v1, v2 × gpt-4.1, haiku`, or what a chain's cells change. */
function crossing({ versions, models, options }: ExperimentListItem): string {
  const sides = options
    ? [options.rows, options.columns]
    : [versions.map(versionName), models.map(({ name }) => name)];
  return sides.flatMap((names) => (names.length > 0 ? [names.join(", ")] : [])).join(" × ");
}

function What(experiment: ExperimentListItem) {
  const { prompt, evalSet, ...rest } = experiment;
  return (
    <span className="grid min-w-0">
      <span className="flex min-w-0 items-center gap-1.5">
        <span className="truncate font-mono text-12">{prompt}</span>
        <span className="min-w-0 truncate">{crossing(experiment)}</span>
      </span>
      <span className="text-12 text-text-3 truncate">
        {evalSet} r{rest.evalSetRevision},{" "}
        {rest.split === "holdout" ? <span className="text-holdout">holdout</span> : "development"}
      </span>
    </span>
  );
}

function Cells({ status, progress }: ExperimentListItem) {
  const { cells, endedCells, done, total } = progress;
  return (
    <span className="grid gap-1">
      <span className="flex items-center gap-1.5">
        {isUnderWay({ status })
          ? `${formatCount(endedCells)} of ${formatCountOf(cells, "cell")} done`
          : formatCountOf(cells, "cell")}
        {status !== "completed" && <Badge tone={STATUS_TONE[status]}>{status}</Badge>}
      </span>
      {isUnderWay({ status }) && done !== null && <Progress thin total={total} done={done} />}
    </span>
  );
}
