"use client";
import { useQuery } from "@tanstack/react-query";
import { linkClass } from "@/components/ui/text/link-class";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";

interface Props {
  project: string;
  traceId: string;
  onOpen: (traceIds: string[], terms: string[]) => void;
}

/** Others like this one, which can be looked at and judged together. */
export function AlikeNote({ project, traceId, onOpen }: Props) {
  const groups = useQuery(traceReviewQueries.groups(project)).data?.data ?? [];
  const group = groups.find(({ traceIds }) => traceIds.includes(traceId)) ?? groups[0];
  if (!group) return null;
  const isOwn = group.traceIds.includes(traceId);
  return (
    <section className="grid gap-1 border-t pt-3 text-12">
      <h2 className="text-12 font-medium">Looks like a group</h2>
      <p className="text-text-2">
        {isOwn
          ? `${group.traceIds.length - 1} other unreviewed traces are like this one`
          : `${group.traceIds.length} unreviewed traces are alike`}
        {group.terms.length > 0 && `: ${group.terms.join(", ")}`}.{" "}
        <button
          type="button"
          className={linkClass}
          onClick={() => onOpen(group.traceIds, group.terms)}
        >
          Review as a group
        </button>
      </p>
    </section>
  );
}
