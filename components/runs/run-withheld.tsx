"use client";
import { Button } from "@/components/ui/controls/button";
import { toast, toastError } from "@/components/ui/overlays/toast";
import type { Run } from "@/lib/runs/contract";
import { useRetryErrors } from "@/lib/runs/hooks";

/** What can be done about a holdout run that ended without figures: call for what has no answer. */
export function RunWithheld({ project, run }: { project: string; run: Run }) {
  const retry = useRetryErrors(project, run.number);
  return (
    <Button
      className="mb-4"
      busy={retry.isPending}
      onClick={() =>
        retry.mutate(undefined, {
          onSuccess: () => toast("Called again where there is no answer; the rest is kept."),
          onError: (error) => toastError(error.message),
        })
      }
    >
      Run what has no answer, as one more look
    </Button>
  );
}
