"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { traceClass } from "@/components/trace-reviews/review-class";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/overlays/toast";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { ApiError } from "@/lib/http/api-client";
import { promptQueries } from "@/lib/prompts/queries";
import { useHoldTrace } from "@/lib/trace-reviews/hooks";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";
import type { TraceDetail } from "@/lib/traces/contract";
import { traceQueries } from "@/lib/traces/queries";
import { DeskSkeleton } from "./review-skeleton";
import { ReviewTrace } from "./review-trace";
import { VerdictPanel } from "./verdict-panel";

interface Props {
  project: string;
  traceId: string;
  mayWrite: boolean;
  canSeeHoldout: boolean;
  onSaved: () => void;
  onSkipHeld: () => void;
  onGroup: (traceIds: string[], terms: string[]) => void;
}

const HOLD_AGAIN_MS = 90_000;

/** One trace and the verdict on it. While it is open, others are told that it is being looked at. */
export function ReviewDesk(props: Props) {
  const { project, traceId, mayWrite, onSkipHeld } = props;
  const trace = useQuery({ ...traceQueries.whole(project, traceId), retry: false });
  const sheet = useQuery({ ...traceReviewQueries.sheet(project, traceId), retry: false });
  const heldBy = useHold(project, traceId, mayWrite);
  const diffHref = useDiffToLive(project, trace.data);
  useShortcuts([
    {
      keys: "d",
      label: "Difference to the live version",
      group: "Queue",
      run: () =>
        diffHref
          ? window.open(diffHref, "_blank", "noopener")
          : toast("This trace’s version is what is live, or is not known"),
    },
  ]);
  const error = trace.error ?? sheet.error;
  if (error && !(trace.data && sheet.data)) {
    return (
      <div className={cn(traceClass, "col-span-2")}>
        <ErrorState
          title="This trace cannot be shown."
          onRetry={() => void Promise.all([trace.refetch(), sheet.refetch()])}
          error={error}
        />
      </div>
    );
  }
  if (!trace.data || !sheet.data) return <DeskSkeleton />;
  return (
    <>
      <ReviewTrace project={project} trace={trace.data} sheet={sheet.data} diffHref={diffHref}>
        {heldBy && (
          <Notice
            tone="warn"
            title={heldBy}
            actions={
              <Button size="sm" onClick={onSkipHeld}>
                Next one
              </Button>
            }
          >
            Choose another, or continue: the first verdict saved wins.
          </Notice>
        )}
      </ReviewTrace>
      <VerdictPanel {...props} trace={trace.data} sheet={sheet.data} />
    </>
  );
}

/** Says "I have this one" while it is open; gives the message when somebody else has it. */
function useHold(project: string, traceId: string, mayWrite: boolean): string | null {
  const { mutate } = useHoldTrace(project);
  const [heldBy, setHeldBy] = useState<string | null>(null);
  useEffect(() => {
    if (!mayWrite) return;
    const hold = () =>
      mutate(traceId, {
        onSuccess: () => setHeldBy(null),
        onError: (error) => {
          if (error instanceof ApiError && error.problem.status === 409) setHeldBy(error.message);
        },
      });
    hold();
    const timer = setInterval(hold, HOLD_AGAIN_MS);
    return () => clearInterval(timer);
  }, [mutate, traceId, mayWrite]);
  return heldBy;
}

/** From the version that served the trace to what its environment serves now. */
function useDiffToLive(project: string, trace: TraceDetail | undefined): string | null {
  const { data } = useQuery({
    ...promptQueries.detail(project, trace?.prompt ?? ""),
    enabled: Boolean(trace?.prompt),
    retry: false,
  });
  if (!trace?.prompt || trace.version === null || !data) return null;
  const live = data.live[trace.environment ?? "production"]?.version;
  if (live === undefined || live === trace.version) return null;
  return `/${project}/prompts/${encodeURIComponent(trace.prompt)}/diff?from=${trace.version}&to=${live}`;
}
