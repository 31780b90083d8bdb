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
import type { DocumentSet } from "@/lib/documents/contract";
import { documentQueries } from "@/lib/documents/queries";
import { formatCount } from "@/lib/format-number";
import { ApiError } from "@/lib/http/api-client";
import { LANGUAGE_NAMES } from "./document-words";

const NewDocumentSetDialog = lazyView(() => import("./new-document-set-dialog"));

/** The project's document sets; archived ones behind a filter. */
export function DocumentSetsView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const router = useRouter();
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const [archived, setArchived] = useQueryState("archived", parseAsBoolean.withDefault(false));
  const [isNew, setIsNew] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [selected, setSelected] = useQueryState("set", parseAsString);
  const columns = useMemo(() => columnsOf(project), [project]);
  const query = useQuery(documentQueries.list(project, archived ? { archived: "true" } : {}));
  useShortcuts(
    mayWrite
      ? [{ keys: "c", label: "New document set", group: "Page", run: () => setIsNew(true) }]
      : [],
  );
  if (query.error) {
    return (
      <ErrorState
        title="The document sets could not be read."
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
      New document set
    </Button>
  );
  return (
    <>
      <PageHead
        title="Document sets"
        sub="What the retrieval steps of chains search, in revisions; a chain can pin one."
        actions={newButton}
      />
      {query.isSuccess && all.length === 0 && !archived ? (
        <Empty title="No document sets yet" actions={newButton}>
          A document set holds the texts that answers rely on: policies, articles, answers to common
          questions. Create one and import Markdown, CSV or JSON files.
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
              label="Document sets"
              rows={rows}
              columns={columns}
              rowId={({ name }) => name}
              rowHeight={48}
              selectedId={selected}
              onSelect={(name) => setSelected(name)}
              onOpen={(name) =>
                router.push(`/${project}/document-sets/${encodeURIComponent(name)}`)
              }
              empty={
                <p className="p-4 text-13 text-text-2">
                  {archived
                    ? "No document set is archived."
                    : "No document set matches this search."}
                </p>
              }
            />
          </div>
        </>
      )}
      {isNew && <NewDocumentSetDialog project={project} onClose={() => setIsNew(null)} />}
    </>
  );
}

const columnsOf = (project: string): DataColumn<DocumentSet>[] => [
  {
    id: "name",
    header: "Document set",
    sortValue: ({ name }) => name,
    cell: ({ name, description }) => (
      <span className="grid">
        <Link
          className="underline-offset-3 hover:underline font-mono"
          href={`/${project}/document-sets/${encodeURIComponent(name)}`}
        >
          {name}
        </Link>
        <span className="text-12 text-text-3 truncate">{description}</span>
      </span>
    ),
  },
  {
    id: "language",
    header: "Language",
    width: 190,
    wideOnly: true,
    sortValue: ({ language }) => LANGUAGE_NAMES[language],
    cell: ({ language }) => LANGUAGE_NAMES[language],
  },
  {
    id: "documents",
    header: "Documents",
    width: 120,
    num: true,
    sortValue: ({ documents }) => documents,
    cell: ({ documents }) => formatCount(documents),
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
