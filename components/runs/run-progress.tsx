"use client";
import { TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Progress } from "@/components/ui/data/progress";
import { OutcomeIcon } from "@/components/ui/data/verdict-icon";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount, formatCountOf, formatDuration, formatUsd } from "@/lib/format-number";
import type { Run } from "@/lib/runs/contract";
import { useCancelRun } from "@/lib/runs/hooks";

interface Props {
  project: string;
  run: Run;
  mayWrite: boolean;
  onShowFailures: (() => void) | null;
}

/** A run under way: counts, time left, cost so far. No rate before the end. */
export function RunProgress({ project, run, mayWrite, onShowFailures }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const cancel = useCancelRun(project, run.number);
  const done = run.progress.done ?? 0;
  const { failed } = run.counts;
  return (
    <Section
      className="mb-4"
      title={run.status === "queued" ? "Waiting to start" : "Running"}
      actions={
        mayWrite && (
          <Button variant="danger" size="sm" onClick={() => setIsAsking(true)}>
            Cancel…
          </Button>
        )
      }
      flush
      footer={
        <>
          <span>
            {run.withheld
              ? "Until then only its state and size are shown, because a count that changes case by case would reveal single cases."
              : "No rate or verdict before the end: the cases done first are the quick ones."}
          </span>
          {onShowFailures && failed !== null && failed > 0 && (
            <button type="button" className={cn(linkClass, "ml-auto")} onClick={onShowFailures}>
              {formatCount(failed)} failed so far
            </button>
          )}
        </>
      }
    >
      <ProgressCounts run={run} />
      <ProgressFacts run={run} />
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Cancel run ${run.number}?`}
        confirmLabel="Cancel the run"
        cancelLabel="Keep running"
        tone="danger"
        onConfirm={() => cancel.mutateAsync()}
      >
        Finished answers are kept{run.withheld ? "" : `: ${formatCountOf(done, "answer")}`}. There
        is no verdict without the rest; you can resume it later.
      </ConfirmDialog>
    </Section>
  );
}

/** Answers and outcomes so far, and the time that is left. */
function ProgressCounts({ run }: { run: Run }) {
  const { total } = run.progress;
  const done = run.progress.done ?? 0;
  const { passed, failed } = run.counts;
  const errored = run.counts.errored ?? 0;
  const isCounted = passed !== null && failed !== null;
  return (
    <div className="grid gap-2 px-4 py-3">
      {!run.withheld && (
        <Progress
          total={total}
          {...(isCounted ? { passed, failed, errored } : { done: done - errored, errored })}
        />
      )}
      <div
        className="flex flex-wrap items-center gap-x-5 gap-y-1 text-13 tabular-nums"
        aria-live="off"
      >
        <b>
          {run.withheld
            ? formatCountOf(total, "answer")
            : `${formatCount(done)} of ${formatCount(total)}`}
        </b>
        {isCounted ? (
          <>
            <span className="inline-flex items-center gap-1">
              <OutcomeIcon outcome="passed" label="" /> {formatCount(passed)} passed
            </span>
            <span className="inline-flex items-center gap-1">
              <OutcomeIcon outcome="failed" label="" /> {formatCount(failed)} failed
            </span>
          </>
        ) : (
          <span className="text-holdout">{run.withheld}</span>
        )}
        {errored > 0 && (
          <span className="inline-flex items-center gap-1">
            <TriangleAlert className="size-3.5 text-inconclusive" aria-hidden="true" />
            {formatCountOf(errored, "error")}, neither
          </span>
        )}
        {!run.withheld && <span className="text-text-2 ml-auto">{timeLeft(run)}</span>}
      </div>
    </div>
  );
}

/** What it takes: calls, how many of them at once, and their cost. */
function ProgressFacts({ run }: { run: Run }) {
  return (
    <div className="grid border-t text-13 md:grid-cols-3">
      <Fact label="Answers">
        {formatCountOf(run.progress.total, "call")} in all
        {run.repeats > 1 && `, ${run.repeats} per case`}
      </Fact>
      <Fact label="At once" className="md:border-l">
        at most {run.concurrency}
        {run.retries !== null && `, ${formatCountOf(run.retries, "retry", "retries")} so far`}
      </Fact>
      <Fact label="Cost so far" className="md:border-l">
        {run.withheld
          ? "withheld"
          : run.costUsd === null
            ? "unknown price"
            : formatUsd(run.costUsd)}
        {run.maxCostUsd !== null &&
          ` of at most ${formatUsd(run.maxCostUsd)}; it stops at the cap and says so`}
      </Fact>
    </div>
  );
}

function Fact({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={`grid content-start gap-0.5 px-4 py-2.5 ${className ?? ""}`}>
      <span className="text-12 text-text-2">{label}</span>
      <span className="tabular-nums">{children}</span>
    </div>
  );
}

function timeLeft(run: Run): string {
  if (run.status === "queued") {
    return run.runsAhead
      ? `queued behind ${formatCountOf(run.runsAhead, "run")} on this connection`
      : "starts in a moment";
  }
  return run.etaSeconds === null
    ? "time left not known yet"
    : `about ${formatDuration(run.etaSeconds * 1_000)} left`;
}
