"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { SetFrame, SetLoader } from "@/components/layout/set-frame";
import { cn } from "@/components/ui/cn";
import { lazyView } from "@/components/ui/lazy-view";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import { documentQueries } from "@/lib/documents/queries";
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
const DocumentSetSettingsDialog = lazyView(() => import("./document-set-settings-dialog"));

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
  return (
    <SetLoader query={query} noun="document set" skeleton={<DocumentsSkeleton />}>
      {(set) => <Loaded project={project} set={set} view={view} mayWrite={mayWrite} />}
    </SetLoader>
  );
}

interface LoadedProps {
  project: string;
  set: DocumentSetDetail;
  view: DocumentView;
  mayWrite: boolean;
}

function Loaded({ project, set, view, mayWrite }: LoadedProps) {
  // The first press on a document should not wait for code.
  useEffect(() => void loadDrawer(), []);
  return (
    <SetFrame
      {...{ set, mayWrite }}
      noun="document"
      isEmpty={set.latestRevision === 0}
      isOpen={view.document !== null}
      onNew={() => view.change({ document: "new" })}
      head={(dialogs) => <DocumentSetHead {...{ project, set, view, mayWrite, ...dialogs }} />}
      empty={{
        importLabel: "Import files…",
        text: "Import Markdown, plain text, CSV or JSON. A Markdown file becomes one passage per heading, so that a search finds the paragraph that answers and not the whole file.",
      }}
      body={(mayEdit) => <Documents {...{ project, set, view, mayEdit }} />}
      importDialog={(dialog) => <ImportDialog {...{ project, set, ...dialog }} />}
      settingsDialog={(onClose) => <DocumentSetSettingsDialog {...{ project, set, onClose }} />}
    />
  );
}

interface DocumentsProps extends Omit<LoadedProps, "mayWrite"> {
  mayEdit: boolean;
}

/** What the tab shows, and the document that is open beside it. */
function Documents({ project, set, view, mayEdit }: DocumentsProps) {
  return (
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
  );
}

function TabBody({ project, set, view }: Omit<LoadedProps, "mayWrite">) {
  if (view.tab === "search") return <SearchTrial project={project} set={set} view={view} />;
  if (view.tab === "revisions") return <RevisionTable project={project} set={set} view={view} />;
  return <DocumentTable project={project} set={set} view={view} />;
}
