"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsBoolean, parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { Button } from "@/components/ui/controls/button";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Chip } from "@/components/ui/data/chip";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { PageHead } from "@/components/ui/page-head";
import { sectionClass } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { EvalSet } from "@/lib/eval-sets/contract";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { formatCount } from "@/lib/format-number";
import { ApiError } from "@/lib/http/api-client";

const NewEvalSetDialog = lazyView(() => import("./new-eval-set-dialog"));

/** The project's eval sets; archived ones behind a filter. */
export function EvalSetsView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const router = useRouter();
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const [archived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  const [isNew, setIsNew] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [selected, setSelected] = useQueryState("set", parseAsString);
  const columns = useMemo(() => columnsOf(project), [project]);
  const query = useQuery(evalSetQueries.list(project, archived ? { archived: "true" } : {}));
  useShortcuts(
    mayWrite
      ? [{ keys: "c", label: "New eval set", group: "Page", run: () => setIsNew(true) }]
      : [],
  );
  if (query.error) {
    return (
      <ErrorState
        title="The eval sets could not be read."
        requestId={query.error instanceof ApiError ? query.error.problem.requestId : null}
        onRetry={() => query.refetch()}
      >
        {query.error.message}
      </ErrorState>
    );
  }
  const all = query.data?.data ?? [];
  const rows = all.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(q.toLowerCase()),
  );
  const newButton = mayWrite && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      kbd="c"
      onClick={() => setIsNew(true)}
    >
      New eval set
    </Button>
  );
  return (
    <>
      <PageHead
        title="Eval sets"
        sub="Cases with what is expected, in revisions; a run names the revision it used."
        actions={newButton}
      />
      {query.isSuccess && all.length === 0 && !archived ? (
        <Empty title="No eval sets yet" actions={newButton}>
          An eval set holds the cases that a prompt has to get right. Create one and import a CSV or
          JSONL file, or write the first cases by hand.
        </Empty>
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <SearchInput
              label="Name or description"
              className="w-65"
              shortcut="/"
              value={q}
              onValueChange={(value) => setQ(value || null)}
            />
            <Chip pressed={archived} onClick={() => setArchived(archived ? null : true)}>
              Archived
            </Chip>
          </div>
          <div className={sectionClass}>
            <DataTable
              label="Eval sets"
              rows={rows}
              columns={columns}
              rowId={({ name }) => name}
              rowHeight={48}
              selectedId={selected}
              onSelect={(name) => setSelected(name)}
              onOpen={(name) => router.push(`/${project}/eval-sets/${encodeURIComponent(name)}`)}
              empty={
                <p className="p-4 text-13 text-text-2">
                  {archived ? "No eval set is archived." : "No eval set matches this search."}
                </p>
              }
            />
          </div>
        </>
      )}
      {isNew && <NewEvalSetDialog project={project} onClose={() => setIsNew(null)} />}
    </>
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
