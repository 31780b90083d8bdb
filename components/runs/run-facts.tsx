"use client";
import { Pencil } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { SubLine } from "@/components/ui/page-head";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatUsd } from "@/lib/format-number";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { isUnderWay } from "@/lib/runs/queries";
import { scorerCount, versionName } from "./run-words";

const RunTitleField = lazy(() =>
  import("./run-title-field").then((module) => ({ default: module.RunTitleField })),
);

interface Props {
  project: string;
  run: Run;
  baseline: RunListItem | null;
  /** Address of what was run. */
  prompt: string;
  mayWrite: boolean;
}

/** The line below the title: its own title, on what it ran, against what, when and at what cost. */
export function RunFacts({ project, run, baseline, prompt, mayWrite }: Props) {
  const canCompareText =
    baseline?.version && run.version && baseline.prompt === run.prompt
      ? baseline.version !== run.version
      : false;
  return (
    <SubLine className="-mt-2 mb-3">
      {(run.title || mayWrite) && <TitleOfRun project={project} run={run} mayWrite={mayWrite} />}
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
  );
}

function TitleOfRun({ project, run, mayWrite }: Pick<Props, "project" | "run" | "mayWrite">) {
  const [isNaming, setIsNaming] = useState(false);
  if (isNaming) {
    return (
      <Suspense>
        <RunTitleField project={project} run={run} onDone={() => setIsNaming(false)} />
      </Suspense>
    );
  }
  return (
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
  );
}
