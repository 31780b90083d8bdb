"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import { Person } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { ShowOlder } from "@/components/ui/data/show-older";
import { Table, Td, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import { documentQueries } from "@/lib/documents/queries";
import { DocumentsSkeleton } from "./document-skeletons";
import { LANGUAGE_NAMES } from "./document-words";
import type { DocumentView } from "./use-document-view";

interface Props {
  project: string;
  set: DocumentSetDetail;
  view: DocumentView;
}

/** The revisions of a set, newest first; each can be looked at and searched as it was. */
export function RevisionTable({ project, set, view }: Props) {
  const pages = useInfiniteQuery(documentQueries.revisions(project, set.name));
  if (pages.error) {
    return (
      <ErrorState
        title="The revisions could not be read."
        onRetry={() => pages.refetch()}
        error={pages.error}
      />
    );
  }
  if (pages.isPending) return <DocumentsSkeleton />;
  const revisions = pages.data.pages.flatMap(({ data }) => data);
  return (
    <>
      <Table label="Revisions" minWidth={640}>
        <thead>
          <tr>
            <Th num style={{ width: 96 }}>
              Revision
            </Th>
            <Th>Change</Th>
            <Th style={{ width: 190 }}>Language</Th>
            <Th style={{ width: 150 }}>By</Th>
            <Th style={{ width: 110 }}>When</Th>
            <Th style={{ width: 110 }}>
              <span className="sr-only">Show</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {revisions.map(({ number, summary, language, author, createdAt }) => (
            <tr key={number} aria-selected={number === set.revision}>
              <Td num>{number}</Td>
              <Td>{summary}</Td>
              <Td>{LANGUAGE_NAMES[language]}</Td>
              <Td>
                <Person name={author.name} />
              </Td>
              <Td>
                <RelativeTime value={createdAt} />
              </Td>
              <Td className="text-right">
                {number === set.revision ? (
                  <Badge>shown</Badge>
                ) : (
                  <Button
                    size="sm"
                    aria-label={`Show revision ${number}`}
                    onClick={() =>
                      view.change({
                        revision: number === set.latestRevision ? null : number,
                        ...{ document: null, tab: null },
                      })
                    }
                  >
                    Show
                  </Button>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <ShowOlder of={pages} />
    </>
  );
}
