"use client";
import { FileUp, Plus, Settings2 } from "lucide-react";
import { usePathname } from "next/navigation";
import { Fragment } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { linkClass } from "@/components/ui/text/link-class";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import { formatCount, formatCountOf, formatVersion } from "@/lib/format-number";
import { toQuery } from "@/lib/http/api-client";
import { LANGUAGE_NAMES } from "./document-words";
import type { DocumentView } from "./use-document-view";

interface Props {
  project: string;
  set: DocumentSetDetail;
  view: DocumentView;
  mayWrite: boolean;
  onImport: () => void;
  onSettings: () => void;
}

/** Name, revision, size and what can be done with the whole set. */
export function DocumentSetHead({ project, set, view, mayWrite, onImport, onSettings }: Props) {
  const isOld = set.revision !== set.latestRevision;
  const isArchived = set.archivedAt !== null;
  return (
    <>
      <PageHead
        title={
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-mono">{set.name}</span>
            <Badge>
              Revision {set.revision}
              {isOld ? "" : ", latest"}
            </Badge>
            {isArchived && <Badge tone="warn">archived</Badge>}
          </span>
        }
        sub={
          <>
            {set.description && <>{set.description} </>}
            {formatCountOf(set.documents, "document")}. Language: {LANGUAGE_NAMES[set.language]}.{" "}
            <UsedBy project={project} usedBy={set.usedBy} />
          </>
        }
        actions={
          mayWrite && (
            <>
              <IconButton
                label="Settings of this set"
                icon={<Settings2 aria-hidden="true" />}
                onClick={onSettings}
              />
              <Button
                icon={<Plus aria-hidden="true" />}
                kbd="c"
                disabled={isArchived || isOld}
                onClick={() => view.change({ document: "new", tab: null })}
              >
                Document
              </Button>
              <Button
                variant="primary"
                icon={<FileUp aria-hidden="true" />}
                disabled={isArchived}
                onClick={onImport}
              >
                Import…
              </Button>
            </>
          )
        }
      />
      {isOld && (
        <Notice
          className="mb-3"
          tone="warn"
          title={`Revision ${set.revision}.`}
          actions={
            <Button size="sm" onClick={() => view.change({ revision: null, document: null })}>
              Show the latest
            </Button>
          }
        >
          This is an older revision; the latest is {set.latestRevision}. Its documents cannot be
          changed.
        </Notice>
      )}
      {set.latestRevision > 0 && <SetTabs set={set} view={view} />}
    </>
  );
}

function SetTabs({ set, view }: { set: DocumentSetDetail; view: DocumentView }) {
  const path = usePathname();
  const { revision } = view;
  const href = (tab?: string) => path + toQuery({ tab, revision });
  return (
    <Tabs
      label="Parts of the document set"
      className="-mx-(--gutter) px-(--gutter)"
      keepScroll
      tabs={[
        {
          label: "Documents",
          href: href(),
          current: view.tab === "documents",
          count: formatCount(set.documents),
        },
        { label: "Try a search", href: href("search"), current: view.tab === "search" },
        {
          label: "Revisions",
          href: href("revisions"),
          current: view.tab === "revisions",
          count: formatCount(set.latestRevision),
        },
      ]}
    />
  );
}

function UsedBy({ project, usedBy }: { project: string; usedBy: DocumentSetDetail["usedBy"] }) {
  if (usedBy.length === 0) return <>No chain searches it yet.</>;
  return (
    <>
      Searched by{" "}
      {usedBy.map(({ chain, version }, index) => (
        <Fragment key={chain}>
          {index > 0 && ", "}
          <Link className={linkClass} href={`/${project}/chains/${encodeURIComponent(chain)}`}>
            {chain} {formatVersion(version)}
          </Link>
        </Fragment>
      ))}
      .
    </>
  );
}
