"use client";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { IntervalMark } from "@/components/charts/interval-mark";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { Progress } from "@/components/ui/data/progress";
import { sectionClass } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import {
  formatCount,
  formatCountOf,
  formatInterval,
  formatRate,
  formatUsd,
} from "@/lib/format-number";
import type { RunListItem } from "@/lib/runs/contract";
import { isUnderWay } from "@/lib/runs/queries";
import { STATUS_TONE, versionName } from "./run-words";

interface Props {
  project: string;
  runs: readonly RunListItem[];
  /** On a prompt's own page its name says nothing. */
  isOfOnePrompt: boolean;
  onEndReached: () => void;
}

/** Runs, newest first: what was run, on which cases, and what came out. */
export function RunTable({ project, runs, isOfOnePrompt, onEndReached }: Props) {
  const router = useRouter();
  const [selected, setSelected] = useQueryState("run", parseAsString);
  const columns = useMemo(() => columnsOf(project, isOfOnePrompt), [project, isOfOnePrompt]);
  return (
    <div className={sectionClass}>
      <DataTable
        label="Runs"
        rows={runs}
        columns={columns}
        rowId={(run) => String(run.number)}
        rowHeight={48}
        selectedId={selected}
        onSelect={(number) => setSelected(number)}
        onOpen={(number) => router.push(`/${project}/runs/${number}`)}
        onEndReached={onEndReached}
        empty={<p className="p-4 text-13 text-text-2">No run matches these filters.</p>}
      />
    </div>
  );
}

function columnsOf(project: string, hidesPrompt: boolean): DataColumn<RunListItem>[] {
  return [
    {
      id: "number",
      header: "Run",
      width: 64,
      cell: (run) => (
        <Link
          className="underline-offset-3 hover:underline font-medium tabular-nums"
          href={`/${project}/runs/${run.number}`}
        >
          {run.number}
        </Link>
      ),
    },
    {
      id: "what",
      header: "What was run",
      cell: (run) => <What run={run} hidesPrompt={hidesPrompt} />,
    },
    {
      id: "outcome",
      header: "Pass rate, 95 %",
      width: 300,
      cell: (run) => <Outcome run={run} />,
    },
    {
      id: "errors",
      header: "Errors",
      width: 92,
      wideOnly: true,
      cell: (run) => <Errors run={run} />,
    },
    {
      id: "who",
      header: "Who",
      width: 120,
      wideOnly: true,
      cell: (run) => (
        <span className="grid">
          <span className="truncate">{run.createdBy.name}</span>
          <span className="text-12 text-text-3">
            <RelativeTime value={run.createdAt} />
          </span>
        </span>
      ),
    },
    {
      id: "cost",
      header: "Cost",
      width: 92,
      num: true,
      cell: (run) =>
        run.costUsd === null ? (
          <span className="text-text-3">{run.withheld ? "withheld" : "unknown"}</span>
        ) : (
          formatUsd(run.costUsd)
        ),
    },
  ];
}

function What({ run, hidesPrompt }: { run: RunListItem; hidesPrompt: boolean }) {
  return (
    <span className="grid grid-cols-[minmax(0,1fr)]">
      <span className="flex items-center gap-1.5">
        {!hidesPrompt && <span className="truncate font-mono text-12">{run.prompt}</span>}
        <VersionTag>{versionName(run.version)}</VersionTag>
        {run.status !== "completed" && <Badge tone={STATUS_TONE[run.status]}>{run.status}</Badge>}
        {run.experiment !== null && <Badge tone="outline">experiment {run.experiment}</Badge>}
        {run.recorded && <Badge tone="outline">recorded</Badge>}
        {run.title && (
          <span className="flex-1 basis-0 truncate text-12 text-text-3" title={run.title}>
            {run.title}
          </span>
        )}
      </span>
      <span className="text-12 text-text-3 truncate">
        {run.evalSet} r{run.evalSetRevision}, {formatCount(run.progress.total / run.repeats)}{" "}
        {run.split === "holdout" ? <span className="text-holdout">holdout</span> : "development"}
        {run.repeats > 1 && ` × ${run.repeats}`}
      </span>
    </span>
  );
}

function Outcome({ run }: { run: RunListItem }) {
  const { progress, counts, passRate, inconclusive } = run;
  if (isUnderWay(run)) {
    if (run.withheld) {
      return (
        <span className="text-holdout">
          {formatCountOf(progress.total, "answer")}, figures appear when it has completed
        </span>
      );
    }
    const isCounted = counts.passed !== null && counts.failed !== null;
    return (
      <span className="grid gap-1.5">
        <Progress
          total={progress.total}
          {...(isCounted
            ? {
                passed: counts.passed ?? 0,
                failed: counts.failed ?? 0,
                errored: counts.errored ?? 0,
              }
            : { done: progress.done ?? 0 })}
        />
        <span className="text-12 text-text-3">
          {formatCount(progress.done ?? 0)} of {formatCount(progress.total)}, no rate before the end
        </span>
      </span>
    );
  }
  if (!passRate) {
    return (
      <span className="text-text-3">
        {run.statusReason ?? run.withheld ?? inconclusive ?? "nothing measured"}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-3" title={inconclusive ?? undefined}>
      <span className="w-14">{formatRate(passRate.value)}</span>
      <IntervalMark
        value={passRate.value}
        low={passRate.low}
        high={passRate.high}
        width={72}
        tone={inconclusive ? "inconclusive" : run.split === "holdout" ? "holdout" : "neutral"}
      />
      <span className="text-12 text-text-3">
        {formatInterval(passRate.low, passRate.high)}, n = {formatCount(passRate.n)}
      </span>
    </span>
  );
}

function Errors({ run: { counts } }: { run: RunListItem }) {
  if (counts.errored === null) return <span className="text-text-3">withheld</span>;
  if (counts.errored === 0) return <span className="text-text-3">none</span>;
  return <span className="text-inconclusive">{formatCountOf(counts.errored, "error")}</span>;
}
