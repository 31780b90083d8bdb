"use client";
import { ChevronDown, Plus } from "lucide-react";
import Link from "next/link";
import { STATUS_TONE, scorerCount } from "@/components/runs/run-words";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Badge } from "@/components/ui/data/badge";
import { Menu } from "@/components/ui/overlays/menu";
import { PageHead, SubLine } from "@/components/ui/page-head";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Experiment } from "@/lib/experiments/contract";
import { formatCount, formatCountOf, formatRate } from "@/lib/format-number";
import { cellName } from "./experiment-words";

interface Props {
  project: string;
  experiment: Experiment;
  mayWrite: boolean;
  onBaseline: (runNumber: number) => void;
}

/** What was planned, on what, and against which cell it is read. */
export function ExperimentHead({ project, experiment, mayWrite, onBaseline }: Props) {
  const { number, prompt, evalSet, versions, models, cells, baseline, repeats } = experiment;
  const [first] = cells;
  const cases = (first?.progress.total ?? 0) / repeats;
  return (
    <>
      <PageHead
        title={
          <>
            Experiment {number} <span className="font-normal text-text-2">of</span>{" "}
            <Link
              className="underline-offset-3 hover:underline font-mono"
              href={`/${project}/prompts/${encodeURIComponent(prompt)}`}
            >
              {prompt}
            </Link>{" "}
            {experiment.status !== "completed" && (
              <Badge tone={STATUS_TONE[experiment.status]}>{experiment.status}</Badge>
            )}{" "}
            {experiment.split === "holdout" && <Badge tone="holdout">holdout</Badge>}
          </>
        }
        actions={
          <>
            <Menu
              align="end"
              trigger={
                <Button>
                  Baseline: {cellName(baseline)}
                  <ChevronDown className="size-3.5" aria-hidden="true" />
                </Button>
              }
              items={cells.map((cell) => ({
                label: cellName(cell),
                description: `${cell.model.provider}, run ${cell.runNumber}`,
                hint: cell.passRate ? formatRate(cell.passRate.value) : "no rate",
                checked: cell.runNumber === baseline.runNumber,
                onSelect: () => onBaseline(cell.runNumber),
              }))}
            />
            {mayWrite && (
              <Link
                href={`/${project}/experiments/new?${new URLSearchParams({ prompt, evalSet })}`}
                className={buttonClass()}
              >
                <Plus aria-hidden="true" /> New experiment
              </Link>
            )}
          </>
        }
      />
      <SubLine className="-mt-2 mb-3">
        {`${formatCountOf(versions.length, "version")} × ${formatCountOf(models.length, "model")}`}
        <span>
          <Link
            className="underline-offset-3 hover:underline"
            href={`/${project}/eval-sets/${encodeURIComponent(evalSet)}`}
          >
            {evalSet}
          </Link>{" "}
          revision {experiment.evalSetRevision}
        </span>
        <span className={experiment.split === "holdout" ? "text-holdout" : undefined}>
          {experiment.split}, n = {formatCount(cases)} per cell
        </span>
        {repeats > 1 && `${repeats} repeats`}
        {scorerCount(experiment.scorers.length)}
        <span>
          started <RelativeTime value={experiment.createdAt} /> by {experiment.createdBy.name}
        </span>
      </SubLine>
    </>
  );
}
