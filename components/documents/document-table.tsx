"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { SearchInput } from "@/components/ui/controls/search-input";
import { useSearchText } from "@/components/ui/controls/use-search-text";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import type { DocumentSummary } from "@/lib/documents/document-contract";
import { documentQueries } from "@/lib/documents/queries";
import { formatCount } from "@/lib/format-number";
import { DocumentsSkeleton } from "./document-skeletons";
import type { DocumentView } from "./use-document-view";

interface Props {
  project: string;
  set: DocumentSetDetail;
  view: DocumentView;
}

/** The documents of a set, by id, those with a text only where one is searched for. */
export function DocumentTable({ project, set, view }: Props) {
  const [text, setText] = useSearchText(view.q, (q) => view.change({ q }));
  const pages = useInfiniteQuery({
    ...documentQueries.documents(project, set.name, view.filters),
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  const open = (id: string) => view.change({ document: id });
  return (
    <>
      <div className="flex items-center gap-2 border-b px-(--gutter) py-2">
        <SearchInput
          label="Id, title or text"
          size="sm"
          className="w-65"
          shortcut="/"
          value={text}
          onValueChange={setText}
        />
      </div>
      {pages.error ? (
        <ErrorState
          title="The documents could not be read."
          onRetry={() => pages.refetch()}
          error={pages.error}
        />
      ) : pages.isPending ? (
        <DocumentsSkeleton />
      ) : (
        <DataTable
          label="Documents"
          rows={rows}
          columns={view.document ? NARROW : COLUMNS}
          rowId={({ id }) => id}
          rowHeight={48}
          height={`min(${Math.max(rows.length, 1) * 49 + 56}px, max(240px, calc(100vh - 290px)))`}
          minWidth={480}
          selectedId={view.document}
          onSelect={open}
          onOpen={open}
          onEndReached={() => {
            if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
          }}
          empty={
            <p className="p-6 text-13 text-text-2">
              {view.q ? "No document matches this search." : "No documents in this revision."}
            </p>
          }
        />
      )}
    </>
  );
}

const COLUMNS: DataColumn<DocumentSummary>[] = [
  {
    id: "document",
    header: "Document",
    width: "34%",
    cell: ({ id, title }) => (
      <span className="grid">
        <span className="truncate">{title || id}</span>
        <span className="truncate font-mono text-12 text-text-3">{id}</span>
      </span>
    ),
  },
  {
    id: "text",
    header: "Text",
    cell: ({ excerpt }) => <span className="block truncate text-text-2">{excerpt}</span>,
  },
  {
    id: "length",
    header: "Characters",
    width: 104,
    num: true,
    wideOnly: true,
    cell: ({ length }) => formatCount(length),
  },
  {
    id: "since",
    header: "Revision",
    width: 88,
    num: true,
    wideOnly: true,
    cell: ({ since }) => since,
  },
  {
    id: "changed",
    header: "Changed",
    width: 112,
    num: true,
    wideOnly: true,
    cell: ({ updatedAt }) => <RelativeTime value={updatedAt} />,
  },
];

/** Beside an open document. */
const NARROW = COLUMNS.slice(0, 2);
