"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsBoolean, useQueryState } from "nuqs";
import { lazy, Suspense, useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { WhenUsed } from "@/components/ui/text/when-used";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import { documentQueries } from "@/lib/documents/queries";
import { ApiError } from "@/lib/http/api-client";
import { DocumentSetHead } from "./document-set-head";
import { DocumentDrawerSkeleton, DocumentsSkeleton } from "./document-skeletons";
import { DocumentTable } from "./document-table";
import { type DocumentView, useDocumentView } from "./use-document-view";

const loadDrawer = () => import("./document-drawer");
const DocumentDrawer = lazy(() =>
  loadDrawer().then((module) => ({ default: module.DocumentDrawer })),
);
const SearchTrial = lazy(() =>
  import("./search-trial").then((module) => ({ default: module.SearchTrial })),
);
const RevisionTable = lazy(() =>
  import("./revision-table").then((module) => ({ default: module.RevisionTable })),
);
const ImportDialog = lazy(() =>
  import("./import-dialog").then((module) => ({ default: module.ImportDialog })),
);
const SettingsDialog = lazyView(() => import("./settings-dialog"));

interface Props {
  project: string;
  name: string;
  mayWrite: boolean;
}

/** One document set: its documents, a search as chains do it, its revisions; one document open beside them. */
export function DocumentSetView({ project, name, mayWrite }: Props) {
  const view = useDocumentView();
  const query = useQuery({
    ...documentQueries.detail(project, name, view.revision ?? undefined),
    placeholderData: keepPreviousData,
  });
  if (query.error) {
    return (
      <ErrorState
        title="This document set could not be read."
        requestId={query.error instanceof ApiError ? query.error.problem.requestId : null}
        onRetry={() => query.refetch()}
      >
        {query.error.message}
      </ErrorState>
    );
  }
  if (!query.data) return <DocumentsSkeleton />;
  return <Loaded project={project} set={query.data} view={view} mayWrite={mayWrite} />;
}

interface LoadedProps {
  project: string;
  set: DocumentSetDetail;
  view: DocumentView;
  mayWrite: boolean;
}

function Loaded({ project, set, view, mayWrite }: LoadedProps) {
  const [isImporting, setIsImporting] = useQueryState("import", parseAsBoolean.withDefault(false));
  const [hasSettings, setHasSettings] = useState(false);
  // The first press on a document should not wait for code.
  useEffect(() => void loadDrawer(), []);
  const isOld = set.revision !== set.latestRevision;
  const mayEdit = mayWrite && !isOld && set.archivedAt === null;
  const startNew = () => view.change({ document: "new" });
  useShortcuts([
    { keys: "c", label: "New document", group: "Page", enabled: mayEdit, run: startNew },
  ]);
  const isEmpty = set.latestRevision === 0;
  return (
    <>
      <DocumentSetHead
        project={project}
        set={set}
        view={view}
        mayWrite={mayWrite}
        onImport={() => setIsImporting(true)}
        onSettings={() => setHasSettings(true)}
      />
      {isEmpty && view.document === null ? (
        <Empty
          title="No documents yet"
          actions={
            mayEdit && (
              <>
                <Button variant="primary" onClick={() => setIsImporting(true)}>
                  Import files…
                </Button>
                <Button onClick={startNew}>Write the first document</Button>
              </>
            )
          }
        >
          Import Markdown, plain text, CSV or JSON. A Markdown file becomes one passage per heading,
          so that a search finds the paragraph that answers and not the whole file.
        </Empty>
      ) : (
        <div
          className={cn(
            "-mx-(--gutter) grid grid-cols-1",
            view.document && "lg:grid-cols-[minmax(0,1fr)_400px]",
          )}
        >
          <div className="min-w-0">
            <Suspense fallback={<DocumentsSkeleton />}>
              <TabBody project={project} set={set} view={view} />
            </Suspense>
          </div>
          {view.document && (
            <Suspense fallback={<DocumentDrawerSkeleton view={view} />}>
              <DocumentDrawer
                project={project}
                set={set}
                document={view.document}
                view={view}
                mayWrite={mayEdit}
              />
            </Suspense>
          )}
        </div>
      )}
      {mayWrite && (
        <>
          <WhenUsed open={isImporting}>
            <ImportDialog
              project={project}
              set={set}
              open={isImporting}
              onOpenChange={(open) => setIsImporting(open || null)}
            />
          </WhenUsed>
          {hasSettings && (
            <SettingsDialog project={project} set={set} onClose={() => setHasSettings(false)} />
          )}
        </>
      )}
    </>
  );
}

function TabBody({ project, set, view }: Omit<LoadedProps, "mayWrite">) {
  if (view.tab === "search") return <SearchTrial project={project} set={set} view={view} />;
  if (view.tab === "revisions") return <RevisionTable project={project} set={set} view={view} />;
  return <DocumentTable project={project} set={set} view={view} />;
}
