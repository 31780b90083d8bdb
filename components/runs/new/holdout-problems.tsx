"use client";
import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { Notice } from "@/components/ui/notice";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { linkClass } from "@/components/ui/text/link-class";
import type { HoldoutCheck } from "@/lib/runs/holdout/approval-contract";
import { useApproveForHoldout } from "@/lib/runs/hooks";

interface Props {
  project: string;
  problems: HoldoutCheck["problems"];
  isAdmin: boolean;
  onApprove?: () => void;
}

/** What would refuse a run on the holdout, and for admins the way to allow it. */
export function HoldoutProblems({ project, problems, isAdmin, onApprove }: Props) {
  const approve = useApproveForHoldout(project);
  if (problems.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={
        isAdmin
          ? "Editors could not start this on the holdout."
          : "This cannot start on the holdout yet."
      }
    >
      <ul className="mt-1 grid gap-1.5">
        {problems.map(({ path, message, approve: approval }) => (
          <li key={`${path} ${message}`} className="flex items-start gap-3">
            <span className="flex-1">{message}</span>
            {isAdmin && approval && (
              <Button
                size="sm"
                busy={approve.isPending}
                onClick={() =>
                  approve.mutate(approval, {
                    onSuccess: () => {
                      toast("Approved for the holdout");
                      onApprove?.();
                    },
                    onError: (error) => toastError(error.message),
                  })
                }
              >
                Approve
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Link className={linkClass} href={`/${project}/settings/holdout`}>
        Settings, Holdout
      </Link>
    </Notice>
  );
}
