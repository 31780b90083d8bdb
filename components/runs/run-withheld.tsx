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
          onSuccess: () => toast("Repeats only the calls without an answer."),
          onError: (error) => toastError(error.message),
        })
      }
    >
      Retry missing answers (one more look)
    </Button>
  );
}
