"use client";
import { lazy, Suspense, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Progress } from "@/components/ui/data/progress";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { sectionClass } from "@/components/ui/section";
import type { Experiment } from "@/lib/experiments/contract";
import { useCancelExperiment, useRetryExperiment } from "@/lib/experiments/hooks";
import { formatCount, formatCountOf, formatDuration, formatUsd } from "@/lib/format-number";
import { isUnderWay } from "@/lib/runs/queries";
import { expectedCost } from "./expected-cost";

const RaiseCapDialog = lazy(() => import("./raise-cap-dialog"));

interface Props {
  project: string;
  experiment: Experiment;
  mayWrite: boolean;
}

/** How far all cells are together, what they have cost of their one cap, and how to stop or resume them. */
export function ExperimentProgress({ project, experiment, mayWrite }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const [isRaising, setIsRaising] = useState(false);
  const cancel = useCancelExperiment(project, experiment.number);
  const retry = useRetryExperiment(project, experiment.number);
  const { progress, maxCostUsd, costUsd } = experiment;
  const underWay = isUnderWay(experiment);
  const isSpent = maxCostUsd !== null && costUsd !== null && costUsd >= maxCostUsd;
  return (
    <section
      aria-label="Progress"
      className={cn(sectionClass, "mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5")}
    >
      <b className="text-13">
        {formatCount(progress.endedCells)} of {formatCountOf(progress.cells, "cell")} done
      </b>
      {progress.done !== null && (
        <Progress className="min-w-40 flex-1" total={progress.total} done={progress.done} />
      )}
      <ProgressFigures experiment={experiment} />
      {mayWrite && (
        <span className="ml-auto flex gap-2">
          {underWay && (
            <Button variant="danger" size="sm" onClick={() => setIsAsking(true)}>
              Cancel all…
            </Button>
          )}
          {!underWay && isSpent && (
            <Button size="sm" onClick={() => setIsRaising(true)}>
              Raise the cap…
            </Button>
          )}
          {experiment.isRetryable && (
            <Button
              size="sm"
              busy={retry.isPending}
              onClick={() =>
                retry.mutate(undefined, {
                  onSuccess: ({ runs }) =>
                    toast(
                      `Retrying errors and missing answers of ${formatCountOf(runs.length, "cell")}`,
                    ),
                  onError: (error) => toastError(error.message),
                })
              }
            >
              Retry errors of all
            </Button>
          )}
        </span>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Cancel experiment ${experiment.number}?`}
        confirmLabel="Cancel all cells"
        cancelLabel="Keep running"
        tone="danger"
        onConfirm={() => cancel.mutateAsync()}
      >
        Every cell that is under way stops. Finished answers are kept, and you can resume it later.
      </ConfirmDialog>
      {isRaising && (
        <Suspense>
          <RaiseCapDialog
            project={project}
            experiment={experiment}
            onClose={() => setIsRaising(false)}
          />
        </Suspense>
      )}
    </section>
  );
}

/** Answers, time left and cost so far. */
function ProgressFigures({ experiment }: { experiment: Experiment }) {
  const { progress, maxCostUsd, costUsd } = experiment;
  const expectedUsd = isUnderWay(experiment) ? expectedCost(experiment.cells) : null;
  return (
    <span className="text-12 text-text-2 tabular-nums">
      {progress.done === null
        ? `${formatCountOf(progress.total, "answer")}, figures of a holdout appear when a cell has completed`
        : `${formatCount(progress.done)} of ${formatCountOf(progress.total, "answer")}`}
      {experiment.etaSeconds !== null &&
        ` · about ${formatDuration(experiment.etaSeconds * 1_000)} left`}
      {" · "}
      <b className="font-medium text-text">
        {costUsd === null ? "cost unknown" : formatUsd(costUsd)}
      </b>
      {maxCostUsd !== null && ` of at most ${formatUsd(maxCostUsd)}`}
      {expectedUsd !== null && `, expected ${formatUsd(expectedUsd)}`}
    </span>
  );
}
