"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notice";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { linkClass } from "@/components/ui/text/link";
import type { StartRunInput } from "@/lib/runs/contract";
import { useApproveForHoldout } from "@/lib/runs/hooks";
import { approvalQueries } from "@/lib/runs/queries";

interface Props {
  project: string;
  body: StartRunInput;
  isAdmin: boolean;
}

/** Before a holdout run starts: what would refuse it, and for admins the way to allow it. */
export function NewRunApprovals({ project, body, isAdmin }: Props) {
  const { data } = useQuery({ ...approvalQueries.check(project, body), retry: false });
  const approve = useApproveForHoldout(project);
  if (!data || data.problems.length === 0) return null;
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
        {data.problems.map(({ path, message, approve: wanted }) => (
          <li key={path} className="flex items-start gap-3">
            <span className="flex-1">{message}</span>
            {isAdmin && wanted && (
              <Button
                size="sm"
                busy={approve.isPending}
                onClick={() =>
                  approve.mutate(wanted, {
                    onSuccess: () => toast("Approved for the holdout"),
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
