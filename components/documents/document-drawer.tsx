"use client";
import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/ui/error-state";
import { Drawer } from "@/components/ui/overlays/drawer";
import { Skeleton } from "@/components/ui/skeleton";
import { CopyButton } from "@/components/ui/text/copy-button";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import { documentQueries } from "@/lib/documents/queries";
import { DocumentForm } from "./document-form";
import type { DocumentView } from "./use-document-view";

interface Props {
  project: string;
  set: DocumentSetDetail;
  /** Its id; "new" is one that is not saved yet. */
  document: string;
  view: DocumentView;
  mayWrite: boolean;
}

/** One document beside the list: read, changed, deleted. */
export function DocumentDrawer({ project, set, document, view, mayWrite }: Props) {
  const isNew = document === "new";
  const query = useQuery({
    ...documentQueries.document(project, set.name, document, view.revision ?? undefined),
    enabled: !isNew,
    retry: false,
  });
  const close = () => view.change({ document: null });
  const title = isNew ? "New document" : document;
  return (
    <Drawer
      label={isNew ? title : `Document ${title}`}
      title={<span className="font-mono text-13">{title}</span>}
      actions={!isNew && <CopyButton label="Copy id" text={document} />}
      onClose={close}
    >
      {query.error && !query.data ? (
        <ErrorState title="This document cannot be shown." error={query.error} />
      ) : isNew || query.data ? (
        <DocumentForm
          key={document}
          project={project}
          set={set}
          stored={isNew ? null : (query.data ?? null)}
          isReadOnly={!mayWrite}
          onShow={(id) => view.change({ document: id })}
          onClose={close}
        />
      ) : (
        <div className="grid gap-3" aria-hidden="true">
          <Skeleton />
          <Skeleton />
          <Skeleton width={160} />
        </div>
      )}
    </Drawer>
  );
}
