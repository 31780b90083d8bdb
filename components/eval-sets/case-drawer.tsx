"use client";
import { useQuery } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { Badge } from "@/components/ui/data/badge";
import { ErrorState } from "@/components/ui/error-state";
import { Drawer } from "@/components/ui/overlays/drawer";
import { Skeleton } from "@/components/ui/skeleton";
import { CopyButton } from "@/components/ui/text/copy-button";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { CaseForm } from "./case-form";

interface Props {
  project: string;
  set: EvalSetDetail;
  caseId: string;
  revision: number | null;
  mayWrite: boolean;
  onClose: () => void;
  onShow: (caseId: string) => void;
  onPrevious?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}

/** One case beside the list: read, changed, duplicated, deleted. "new" is one that is not saved yet. */
export function CaseDrawer({
  project,
  set,
  caseId,
  revision,
  mayWrite,
  onClose,
  onShow,
  onPrevious,
  onNext,
}: Props) {
  const isNew = caseId === "new";
  const query = useQuery({
    ...evalSetQueries.case(project, set.name, caseId, revision ?? undefined),
    enabled: !isNew,
    retry: false,
  });
  const one = query.data;
  const isOld = revision !== null && revision !== set.latestRevision;
  return (
    <Drawer
      label={isNew ? "New case" : `Case ${caseId}`}
      title={<span className="font-mono text-13">{isNew ? "New case" : caseId}</span>}
      beside={
        one && <Badge tone={one.split === "holdout" ? "holdout" : "default"}>{one.split}</Badge>
      }
      actions={
        !isNew && (
          <CopyLink path={`/${project}/eval-sets/${encodeURIComponent(set.name)}?case=${caseId}`} />
        )
      }
      onClose={onClose}
      {...(onPrevious ? { onPrevious } : {})}
      {...(onNext ? { onNext } : {})}
    >
      {query.error && !one ? (
        <ErrorState title="This case cannot be shown." error={query.error} />
      ) : isNew || one ? (
        <CaseForm
          key={isNew ? "new" : caseId}
          project={project}
          set={set}
          stored={isNew ? null : (one ?? null)}
          isReadOnly={!mayWrite || isOld}
          onShow={onShow}
          onClose={onClose}
        />
      ) : (
        <div className="grid gap-3" aria-hidden="true">
          <Skeleton />
          <Skeleton />
          <Skeleton width={160} />
        </div>
      )}
    </Drawer>
  );
}

function CopyLink({ path }: { path: string }) {
  const origin = typeof window === "undefined" ? "" : window.location.origin;
  return (
    <span className="inline-flex items-center">
      <Link2 className="sr-only" aria-hidden="true" />
      <CopyButton label="Copy link" text={origin + path} />
    </span>
  );
}
