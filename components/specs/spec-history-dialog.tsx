"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { labelClass } from "@/components/ui/controls/label-class";
import { ErrorState } from "@/components/ui/error-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Dialog } from "@/components/ui/overlays/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Spec, SpecRevision } from "@/lib/specs/contract";
import { formatBar, unitOfMetric } from "@/lib/specs/gates/format-gate";
import { specQueries } from "@/lib/specs/queries";
import { LooseningNotice } from "./loosening-notice";
import { measureInWords } from "./spec-words";

interface Props {
  project: string;
  name: string;
  revision: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** null: the person may only read. Answers whether it was written. */
  onRestore: ((spec: Spec) => Promise<boolean>) | null;
}

/** Who changed the spec when, and what; an older state can be looked at and restored. */
export default function SpecHistoryDialog(props: Props) {
  const { project, name, revision, open, onOpenChange, onRestore } = props;
  const [shown, setShown] = useState<number | null>(null);
  const history = useInfiniteQuery({
    ...specQueries.revisions(project, name),
    enabled: open,
  });
  const rows = history.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="History of the spec" size="md">
      {history.error && rows.length === 0 && (
        <ErrorState
          title="It could not be read."
          onRetry={() => void history.refetch()}
          error={history.error}
        />
      )}
      {history.isPending && <Skeleton width={260} />}
      <ol className="grid gap-3">
        {rows.map((each) => (
          <li key={each.number} className="not-first:border-t not-first:pt-3">
            <RevisionHead
              revision={each}
              isNewest={each.number === revision}
              isShown={shown === each.number}
              onShow={() => setShown(shown === each.number ? null : each.number)}
            />
            <ul className="text-12 text-text-2 list-disc pl-5">
              {each.changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
            {shown === each.number && (
              <WholeRevision
                project={project}
                name={name}
                number={each.number}
                onRestore={
                  onRestore && each.number !== revision
                    ? async (spec) => {
                        if (await onRestore(spec)) onOpenChange(false);
                      }
                    : null
                }
              />
            )}
          </li>
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          size="sm"
          variant="ghost"
          className="justify-self-start"
          busy={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          Show older
        </Button>
      )}
    </Dialog>
  );
}

function RevisionHead(props: {
  revision: SpecRevision;
  isNewest: boolean;
  isShown: boolean;
  onShow: () => void;
}) {
  const { revision, isNewest, isShown, onShow } = props;
  return (
    <p className="flex items-baseline gap-2">
      <b>Revision {revision.number}</b>
      <span className="text-12 text-text-2">
        {revision.author.name}, <RelativeTime value={revision.createdAt} />
        {isNewest && ", the newest"}
      </span>
      <button
        type="button"
        className={cn(linkClass, "text-12 ml-auto")}
        aria-expanded={isShown}
        aria-label={`${isShown ? "Close" : "View"} revision ${revision.number}`}
        onClick={onShow}
      >
        {isShown ? "Close" : "View"}
      </button>
    </p>
  );
}

function WholeRevision(props: {
  project: string;
  name: string;
  number: number;
  onRestore: ((spec: Spec) => Promise<void>) | null;
}) {
  const { project, name, number, onRestore } = props;
  const { data: spec, error } = useQuery(specQueries.revision(project, name, number));
  const [isAsking, setIsAsking] = useState(false);
  if (error) return <p className="text-fail text-12">{error.message}</p>;
  if (!spec) return <Skeleton width={220} />;
  const parts = [
    ["Requirements", spec.requirements],
    ["Failure cases", spec.failureCases],
    [
      "Criteria",
      spec.criteria.map((each) => {
        const unit = each.metric ? unitOfMetric(each.metric) : "rate";
        const where = [each.segment, each.split === "holdout" && "holdout", each.level];
        return `${each.statement}: ${measureInWords(each)} ${formatBar({ ...each, unit })}, ${where.filter(Boolean).join(", ")}`;
      }),
    ],
  ] as const;
  return (
    <div className="mt-2 grid gap-2.5 rounded bg-subtle px-3 py-2.5">
      {parts.map(
        ([title, lines]) =>
          lines.length > 0 && (
            <div key={title}>
              <h3 className={labelClass}>{title}</h3>
              <ol className="text-12 list-decimal pl-5">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            </div>
          ),
      )}
      {parts.every(([, lines]) => lines.length === 0) && <p className="text-12">Empty.</p>}
      {onRestore && (
        <Button size="sm" className="justify-self-start" onClick={() => setIsAsking(true)}>
          Restore revision {number}…
        </Button>
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Restore revision ${number}?`}
        confirmLabel="Restore"
        onConfirm={() => onRestore?.(spec)}
      >
        <p>Its requirements, failure cases and criteria become the newest revision.</p>
        <LooseningNotice
          project={project}
          change={
            isAsking
              ? {
                  prompt: name,
                  body: {
                    requirements: spec.requirements,
                    failureCases: spec.failureCases,
                    criteria: spec.criteria,
                  },
                }
              : null
          }
          what={`restore revision ${number}`}
        />
      </ConfirmDialog>
    </div>
  );
}
