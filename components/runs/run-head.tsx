"use client";
import { Download, RotateCw } from "lucide-react";
import { AskReviewButton } from "@/components/reviews/ask-review-button";
import { BaselinePicker } from "@/components/runs/compare/baseline-picker";
import { exportAddress } from "@/components/runs/results/export-address";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Menu } from "@/components/ui/overlays/menu";
import { PageHead } from "@/components/ui/page-head";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { isUnderWay } from "@/lib/runs/queries";
import { RunFacts } from "./run-facts";
import { STATUS_TONE, versionName } from "./run-words";
import { useRunAddress } from "./use-run-address";

interface Props {
  project: string;
  run: Run;
  baseline: RunListItem | null;
  runs: readonly RunListItem[];
  mayWrite: boolean;
  hidesCases: boolean;
}

/** What was run, on what, against what; and what can be done with it. */
export function RunHead(props: Props) {
  const { project, run } = props;
  const place = run.chain === null ? "prompts" : "chains";
  const prompt = `/${project}/${place}/${encodeURIComponent(run.prompt)}`;
  return (
    <>
      <PageHead title={<RunTitle run={run} href={prompt} />} actions={<RunActions {...props} />} />
      <RunFacts {...{ project, run, prompt }} baseline={props.baseline} mayWrite={props.mayWrite} />
    </>
  );
}

function RunTitle({ run, href }: { run: Run; href: string }) {
  return (
    <>
      Run {run.number} <span className="font-normal text-text-2">of</span>{" "}
      <Link className="underline-offset-3 hover:underline font-mono" href={href}>
        {run.prompt}
      </Link>{" "}
      <span className="font-mono">{versionName(run.version)}</span>{" "}
      {run.status !== "completed" && <Badge tone={STATUS_TONE[run.status]}>{run.status}</Badge>}{" "}
      {run.split === "holdout" && <Badge tone="holdout">holdout</Badge>}{" "}
      {run.recorded && <Badge tone="outline">recorded</Badge>}{" "}
      {run.whatIf && <Badge tone="outline">what if</Badge>}
    </>
  );
}

/** What can be done with a run that has ended. */
function RunActions({ project, run, baseline, runs, mayWrite, hidesCases }: Props) {
  const { state } = useRunAddress();
  // Only admins see the cases of such a run, and their choice to take them out is recorded.
  const holdout = run.split === "holdout" ? "include" : undefined;
  const download = (format: "csv" | "jsonl") =>
    window.location.assign(
      exportAddress(project, run.number, format, state, baseline?.number, holdout),
    );
  return (
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
