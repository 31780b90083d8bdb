"use client";
import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { HoldoutProblems } from "@/components/runs/new/holdout-problems";
import { lookNumbers } from "@/components/runs/new/look-numbers";
import { serializeRunAddress } from "@/components/runs/use-run-address";
import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { linkClass } from "@/components/ui/text/link-class";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import type { HoldoutPlan } from "@/lib/experiments/holdout/holdout-contract";
import { useStartHoldoutRuns } from "@/lib/experiments/hooks";
import { experimentQueries } from "@/lib/experiments/queries";
import { formatCountOf, formatUsd } from "@/lib/format-number";
import { cellName } from "./experiment-words";

interface Props {
  project: string;
  experiment: Experiment;
  cell: ExperimentCell;
  isAdmin: boolean;
}

/** The best of many is the lucky one, too: other cases say how much of it stays. */
export function ConfirmOnHoldout({ project, experiment, cell, isAdmin }: Props) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const { number, baseline, cells, split } = experiment;
  const { data: plan, refetch } = useQuery({
    ...experimentQueries.holdoutPlan(project, number, cell.runNumber, baseline.runNumber),
    enabled: split === "development",
  });
  const start = useStartHoldoutRuns(project, number);
  if (!plan || plan.cases === 0) return null;
  const open = (runs: readonly { number: number }[]) =>
    router.push(
      addressOf(
        project,
        runs.map((run) => run.number),
      ),
    );
  const confirm = async () => {
    const chosen = { cell: String(cell.runNumber), baseline: String(baseline.runNumber) };
    open((await start.mutateAsync(chosen)).runs);
  };
  const looks = `look${plan.looks === 1 ? "" : "s"} ${lookNumbers(plan, plan.looks)}`;
  return (
    <div className="grid gap-2 border-t pt-3">
      <b className="flex items-center gap-1.5 text-13 font-medium text-holdout">
        <EyeOff className="size-3.5" aria-hidden="true" />
        Confirm on the holdout
      </b>
      <p className="text-12 text-text-2">
        {cells.length > 2 &&
          `The best of ${formatCountOf(cells.length, "cell")} is usually overestimated. `}
        {plan.looks > 0
          ? `Confirm it on ${formatCountOf(plan.cases, "holdout case")}${costOf(plan)}.`
          : "It was measured there already."}
      </p>
      <MeasuredCells project={project} plan={plan} />
      {plan.looks > 0 && (
        <Button size="sm" onClick={() => setIsAsking(true)}>
          Run on holdout ({looks})…
        </Button>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title="Run on the holdout?"
        confirmLabel={`Take ${plan.looks === 1 ? "1 look" : `${plan.looks} looks`}`}
        disabled={!isAdmin && plan.problems.length > 0}
        onConfirm={confirm}
      >
        <div className="grid gap-3">
          <p>
            {plan.cells
              .filter(({ run }) => run === null)
              .map(cellName)
              .join(" and the baseline ")}{" "}
            {plan.looks === 1 ? "runs" : "run"} on {formatCountOf(plan.cases, "holdout case")}
            {costOf(plan)}. {plan.looks === 1 ? "This is" : "These are"} {looks}: counted, and shown
            with your name.
          </p>
          <HoldoutProblems
            project={project}
            problems={plan.problems}
            isAdmin={isAdmin}
            onApprove={() => void refetch()}
          />
        </div>
      </ConfirmDialog>
    </div>
  );
}

/** Runs that there are already, the cell's compared with its baseline's. */
function MeasuredCells({ project, plan }: { project: string; plan: HoldoutPlan }) {
  const [first, baseline] = plan.cells;
  const runs = [first?.run?.number, baseline?.run?.number];
  if (first?.run) {
    return (
      <Link className={linkClass} href={addressOf(project, runs)}>
        Run {first.run.number} on the holdout
      </Link>
    );
  }
  if (!baseline?.run) return null;
  return (
    <p className="text-12 text-text-2">
      The baseline has{" "}
      <Link className={linkClass} href={addressOf(project, [baseline.run.number])}>
        run {baseline.run.number}
      </Link>{" "}
      on it already.
    </p>
  );
}

function addressOf(project: string, [run, baseline]: readonly (number | undefined)[]): string {
  const address = `/${project}/runs/${run}`;
  return baseline === undefined
    ? address
    : serializeRunAddress(address, { baseline: String(baseline) });
}

const costOf = ({ estimatedCostUsd }: HoldoutPlan): string =>
  estimatedCostUsd === null || estimatedCostUsd === 0
    ? ""
    : `, for about ${formatUsd(estimatedCostUsd)}`;
