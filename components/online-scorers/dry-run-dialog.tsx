"use client";
import { useEffect, useRef } from "react";
import { shortId, traceHref } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th } from "@/components/ui/data/table";
import { OutcomeIcon } from "@/components/ui/data/verdict-icon";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCountOf, formatUsd } from "@/lib/format-number";
import type { DryRun, OnlineScorer } from "@/lib/online-scorers/contract";
import { useDryRun, useUpdateOnlineScorer } from "@/lib/online-scorers/hooks";

interface Props {
  project: string;
  scorer: OnlineScorer;
  mayWrite: boolean;
  onClose: () => void;
}

/** What the scorer says of the newest traces, before it may judge new ones. Nothing of it is stored as a score. */
export function DryRunDialog({ project, scorer, mayWrite, onClose }: Props) {
  const { mutate, error, isPending } = useDryRun(project);
  const enable = useUpdateOnlineScorer(project);
  const { dryRun, isEnabled } = scorer;
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current || dryRun || !mayWrite) return;
    isAsked.current = true;
    mutate(scorer.id);
  }, [mutate, scorer.id, dryRun, mayWrite]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={`Dry run of ${scorer.name}`}
      description="On the 20 newest traces; no score is stored."
      footer={
        mayWrite && (
          <>
            <Button busy={isPending} onClick={() => mutate(scorer.id)}>
              Run again
            </Button>
            {!isEnabled && (
              <Button
                variant="primary"
                disabled={!dryRun || isPending}
                busy={enable.isPending}
                onClick={() =>
                  enable.mutate(
                    { scorer: scorer.id, change: { isEnabled: true } },
                    {
                      onSuccess: () => {
                        toast(`${scorer.name} scores new traces now`);
                        onClose();
                      },
                    },
                  )
                }
              >
                Switch on
              </Button>
            )}
          </>
        )
      }
    >
      {error && <FormError error={error} />}
      {enable.error && <FormError error={enable.error} />}
      {isPending ? (
        <p className="text-text-2" role="status">
          Scoring the newest traces…
        </p>
      ) : dryRun ? (
        <Findings project={project} run={dryRun} />
      ) : (
        <p className="text-text-2">No dry run with these settings yet.</p>
      )}
    </Dialog>
  );
}

function Findings({ project, run }: { project: string; run: DryRun }) {
  if (run.traces === 0) {
    return <p className="text-text-2">There are no traces to try it on yet.</p>;
  }
  return (
    <div className="grid gap-3">
      <p className="text-13">
        <b>
          {run.passed} of {formatCountOf(run.traces, "trace")} passed
        </b>
        , {run.failed} did not
        {run.unknown > 0 && `, ${run.unknown} could not be judged`}.{" "}
        <span className="text-text-2">
          {run.costUsd === null ? "Cost not known." : `It cost ${formatUsd(run.costUsd)}.`} Run{" "}
          <RelativeTime value={run.at} />.
        </span>
      </p>
      <Table label="What the scorer said" dense>
        <thead>
          <tr>
            <Th className="[--cell-start:0px]">Trace</Th>
            <Th>Verdict</Th>
            <Th className="[--cell-end:0px]">Reason</Th>
          </tr>
        </thead>
        <tbody>
          {run.data.map(({ traceId, passed, reason }) => (
            <tr key={traceId}>
              <Td className="[--cell-start:0px]">
                <Link
                  className={cn(linkClass, "font-mono text-code")}
                  href={traceHref(project, traceId)}
                  target="_blank"
                >
                  {shortId(traceId)}
                </Link>
              </Td>
              <Td>
                <OutcomeIcon
                  outcome={passed === null ? "errored" : passed ? "passed" : "failed"}
                  label={passed === null ? "could not say" : passed ? "pass" : "fail"}
                />
              </Td>
              <Td className="[--cell-end:0px] wrap-anywhere">{reason}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
