"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ArchivableList, useListAddress } from "@/components/layout/archivable-list";
import { Link } from "@/components/ui/controls/link";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { lazyView } from "@/components/ui/lazy-view";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { DocumentSet } from "@/lib/documents/contract";
import { documentQueries } from "@/lib/documents/queries";
import { formatCount } from "@/lib/format-number";
import { LANGUAGE_NAMES } from "./document-words";

const NewDocumentSetDialog = lazyView(() => import("./new-document-set-dialog"));

/** The project's document sets; archived ones behind a filter. */
export function DocumentSetsView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const address = useListAddress("set");
  const columns = useMemo(() => columnsOf(project), [project]);
  const query = useQuery(
    documentQueries.list(project, address.archived ? { archived: "true" } : {}),
  );
  return (
    <ArchivableList
      {...{ address, query, columns, mayWrite }}
      title="Document sets"
      noun="document set"
      sub="What the retrieval steps of chains search, in revisions; a chain can pin one."
      search={{
        label: "Name or description",
        textOf: ({ name, description }) => `${name} ${description}`,
      }}
      hrefOf={(name) => `/${project}/document-sets/${encodeURIComponent(name)}`}
      emptyText="A document set holds the texts that answers rely on: policies, articles, answers to common questions. Create one and import Markdown, CSV or JSON files."
    >
      <NewDocumentSetDialog project={project} onClose={() => address.setIsNew(false)} />
    </ArchivableList>
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
