"use client";
import { Download, Pencil, RotateCw } from "lucide-react";
import Link from "next/link";
import { lazy, Suspense, useState } from "react";
import { AskReviewButton } from "@/components/reviews/ask-review-button";
import { BaselinePicker } from "@/components/runs/compare/baseline-picker";
import { exportAddress } from "@/components/runs/results/export-address";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Badge } from "@/components/ui/data/badge";
import { Menu } from "@/components/ui/overlays/menu";
import { PageHead, SubLine } from "@/components/ui/page-head";
import { linkClass } from "@/components/ui/text/link";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatUsd } from "@/lib/format-number";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { isUnderWay } from "@/lib/runs/queries";
import { STATUS_TONE, scorerCount, versionName } from "./run-words";
import { useRunAddress } from "./use-run-address";

const RunTitleField = lazy(() =>
  import("./run-title-field").then((module) => ({ default: module.RunTitleField })),
);

interface Props {
  project: string;
  run: Run;
  baseline: RunListItem | null;
  runs: readonly RunListItem[];
  mayWrite: boolean;
  hidesCases: boolean;
}

/** What was run, on what, against what; and what can be done with it. */
export function RunHead({ project, run, baseline, runs, mayWrite, hidesCases }: Props) {
  const { state } = useRunAddress();
  const [isNaming, setIsNaming] = useState(false);
  const place = run.chain === null ? "prompts" : "chains";
  const prompt = `/${project}/${place}/${encodeURIComponent(run.prompt)}`;
  const canCompareText =
    baseline?.version && run.version && baseline.prompt === run.prompt
      ? baseline.version !== run.version
      : false;
  // Only admins see the cases of such a run, and their choice to take them out is recorded.
  const holdout = run.split === "holdout" ? "include" : undefined;
  const download = (format: "csv" | "jsonl") =>
    window.location.assign(
      exportAddress(project, run.number, format, state, baseline?.number, holdout),
    );
  return (
    <>
      <PageHead
        title={
          <>
            Run {run.number} <span className="font-normal text-text-2">of</span>{" "}
            <Link className="underline-offset-3 hover:underline font-mono" href={prompt}>
              {run.prompt}
            </Link>{" "}
            <span className="font-mono">{versionName(run.version)}</span>{" "}
            {run.status !== "completed" && (
              <Badge tone={STATUS_TONE[run.status]}>{run.status}</Badge>
            )}{" "}
            {run.split === "holdout" && <Badge tone="holdout">holdout</Badge>}{" "}
            {run.recorded && <Badge tone="outline">recorded</Badge>}{" "}
            {run.whatIf && <Badge tone="outline">what if</Badge>}
          </>
        }
        actions={
          <>
            {!hidesCases && !isUnderWay(run) && (
              <Menu
                align="end"
                trigger={<Button icon={<Download aria-hidden="true" />}>Export</Button>}
                items={[
                  {
                    heading: holdout
                      ? "Holdout rows of the chosen tab; the export is recorded"
                      : "The rows of the chosen tab and filters",
                  },
                  { label: "CSV", hint: "spreadsheet", onSelect: () => download("csv") },
                  { label: "JSONL", hint: "everything", onSelect: () => download("jsonl") },
                ]}
              />
            )}
            {!isUnderWay(run) && <BaselinePicker run={run} baseline={baseline} runs={runs} />}
            {mayWrite && !isUnderWay(run) && (
              <Link href={againAddress(project, run, baseline)} className={buttonClass()}>
                <RotateCw aria-hidden="true" /> Run again
              </Link>
            )}
            {mayWrite && run.status === "completed" && run.version !== null && (
              <AskReviewButton project={project} prompt={run.prompt} version={run.version} />
            )}
          </>
        }
      />
      <SubLine className="-mt-2 mb-3">
        {isNaming ? (
          <Suspense>
            <RunTitleField project={project} run={run} onDone={() => setIsNaming(false)} />
          </Suspense>
        ) : (
          (run.title || mayWrite) && (
            <span className="inline-flex items-center gap-0.5">
              {run.title ? (
                <b className="font-medium text-text">{run.title}</b>
              ) : (
                <span className="text-text-3">no title</span>
              )}
              {mayWrite && (
                <IconButton
                  size="sm"
                  className="-my-1"
                  label={run.title ? "Rename the run" : "Name the run"}
                  icon={<Pencil className="size-3.5" aria-hidden="true" />}
                  onClick={() => setIsNaming(true)}
                />
              )}
            </span>
          )
        )}
        {run.experiment !== null && (
          <Link className={linkClass} href={`/${project}/experiments/${run.experiment}`}>
            experiment {run.experiment}
          </Link>
        )}
        {run.whatIf && (
          <span>
            with another {run.whatIf.step} than{" "}
            <Link className={linkClass} href={`/${project}/runs/${run.whatIf.runNumber}`}>
              run {run.whatIf.runNumber}
            </Link>
          </span>
        )}
        {baseline && !isUnderWay(run) && (
          <span>
            compared with{" "}
            <Link className={linkClass} href={`/${project}/runs/${baseline.number}`}>
              <VersionTag>{versionName(baseline.version)}</VersionTag>, run {baseline.number}
            </Link>
          </span>
        )}
        {canCompareText && (
          <Link
            className={linkClass}
            href={`${prompt}/diff?from=${baseline?.version}&to=${run.version}`}
          >
            what changed in the text
          </Link>
        )}
        <span>
          <Link
            className="underline-offset-3 hover:underline"
            href={`/${project}/eval-sets/${encodeURIComponent(run.evalSet)}`}
          >
            {run.evalSet}
          </Link>{" "}
          revision {run.evalSetRevision}
          {run.latestRevision !== run.evalSetRevision && (
            <span className="text-text-3"> (now {run.latestRevision})</span>
          )}
        </span>
        {run.split === "holdout" ? (
          <span className="text-holdout">
            holdout{run.holdoutLooks ? `, looks: ${run.holdoutLooks}` : ""}
            {run.holdoutBudget != null && ` of ${run.holdoutBudget}`}
          </span>
        ) : (
          "development"
        )}
        {scorerCount(run.scorers.length)}
        {run.model && `${run.model.provider} / ${run.model.name}`}
        {run.repeats > 1 && `${run.repeats} repeats`}
        <span>
          <RelativeTime value={run.startedAt ?? run.createdAt} />, {run.createdBy.name},{" "}
          {run.costUsd === null ? "cost unknown" : formatUsd(run.costUsd)}
        </span>
      </SubLine>
    </>
  );
}

function againAddress(project: string, run: Run, baseline: RunListItem | null): string {
  const query = new URLSearchParams({
    prompt: run.prompt,
    evalSet: run.evalSet,
    ...(run.version ? { version: String(run.version) } : { draft: "true" }),
    ...(run.split === "holdout" ? { split: "holdout" } : {}),
    ...(run.repeats > 1 ? { repeats: String(run.repeats) } : {}),
    ...(baseline ? { baseline: String(baseline.number) } : {}),
  });
  return `/${project}/runs/new?${query}`;
}
