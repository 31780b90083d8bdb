"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ArchivableList, useListAddress } from "@/components/layout/archivable-list";
import { Link } from "@/components/ui/controls/link";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { lazyView } from "@/components/ui/lazy-view";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { EvalSet } from "@/lib/eval-sets/contract";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { formatCount } from "@/lib/format-number";

const NewEvalSetDialog = lazyView(() => import("./new-eval-set-dialog"));

/** The project's eval sets; archived ones behind a filter. */
export function EvalSetsView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const address = useListAddress("set");
  const columns = useMemo(() => columnsOf(project), [project]);
  const query = useQuery(
    evalSetQueries.list(project, address.archived ? { archived: "true" } : {}),
  );
  return (
    <ArchivableList
      address={address}
      query={query}
      title="Eval sets"
      noun="eval set"
      sub="Cases with what is expected, in revisions; a run names the revision it used."
      columns={columns}
      search={{
        label: "Name or description",
        textOf: ({ name, description }) => `${name} ${description}`,
      }}
      hrefOf={(name) => `/${project}/eval-sets/${encodeURIComponent(name)}`}
      mayWrite={mayWrite}
      emptyText="An eval set holds the cases that a prompt has to get right. Create one and import a CSV or JSONL file, or write the first cases by hand."
    >
      <NewEvalSetDialog project={project} onClose={() => address.setIsNew(false)} />
    </ArchivableList>
  );
}

const columnsOf = (project: string): DataColumn<EvalSet>[] => [
  {
    id: "name",
    header: "Eval set",
    sortValue: ({ name }) => name,
    cell: ({ name, description }) => (
      <span className="grid">
        <Link
          className="underline-offset-3 hover:underline font-mono"
          href={`/${project}/eval-sets/${encodeURIComponent(name)}`}
        >
          {name}
        </Link>
        <span className="text-12 text-text-3 truncate">{description}</span>
      </span>
    ),
  },
  {
    id: "development",
    header: "Development",
    width: 120,
    num: true,
    sortValue: ({ counts }) => counts.development,
    cell: ({ counts }) => formatCount(counts.development),
  },
  {
    id: "holdout",
    header: "Holdout",
    width: 120,
    num: true,
    sortValue: ({ counts }) => counts.holdout,
    cell: ({ counts }) => <span className="text-holdout">{formatCount(counts.holdout)}</span>,
  },
  {
    id: "revision",
    header: "Revision",
    width: 100,
    num: true,
    cell: ({ revision }) => (revision === 0 ? "empty" : revision),
  },
  {
    id: "changed",
    header: "Changed",
    width: 120,
    num: true,
    sortValue: ({ updatedAt }) => updatedAt,
    cell: ({ updatedAt }) => <RelativeTime value={updatedAt} />,
  },
];
