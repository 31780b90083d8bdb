"use client";
import { ChevronDown, Plus } from "lucide-react";
import { STATUS_TONE, scorerCount } from "@/components/runs/run-words";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Menu } from "@/components/ui/overlays/menu";
import { PageHead, SubLine } from "@/components/ui/page-head";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Experiment } from "@/lib/experiments/contract";
import { formatCount, formatCountOf, formatRate } from "@/lib/format-number";
import { promptPath } from "@/lib/prompts/prompt-path";
import { cellName } from "./experiment-words";

interface Props {
  project: string;
  experiment: Experiment;
  mayWrite: boolean;
  onBaseline: (runNumber: number) => void;
}

/** `2 versions × 3 models`, or `2 rows × 2 columns` of a chain's options. */
function sizeInWords({ versions, models, options }: Experiment): string {
  if (!options)
    return `${formatCountOf(versions.length, "version")} × ${formatCountOf(models.length, "model")}`;
  const { rows, columns } = options;
  return columns.length > 0
    ? `${formatCountOf(rows.length, "row")} × ${formatCountOf(columns.length, "column")} of options`
    : formatCountOf(rows.length, "option");
}

/** What was planned, on what, and against which cell it is read. */
export function ExperimentHead({ project, experiment, mayWrite, onBaseline }: Props) {
  const { number, prompt, evalSet, cells, baseline, repeats } = experiment;
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
              href={`/${project}/${promptPath({ name: prompt, kind: experiment.chain ? "chain" : "chat" })}`}
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
                description: [cell.model?.provider ?? [], `run ${cell.runNumber}`]
                  .flat()
                  .join(", "),
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
        {sizeInWords(experiment)}
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
