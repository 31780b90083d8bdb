"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Download, FileUp, Play, Plus, Settings2 } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { Person } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { Notice } from "@/components/ui/notice";
import { Menu } from "@/components/ui/overlays/menu";
import { PageHead } from "@/components/ui/page-head";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { toQuery } from "@/lib/http/api-client";
import { UnsealedNotice } from "./unsealed-notice";
import type { CaseView } from "./use-case-view";

interface Props {
  project: string;
  set: EvalSetDetail;
  view: CaseView;
  mayWrite: boolean;
  onImport: () => void;
  onSettings: () => void;
  onHoldout: () => void;
  onShowChange: () => void;
}

/** Name, revision, counts and what can be done with the whole set. */
export function EvalSetHead(props: Props) {
  const { project, set, view, mayWrite, onImport, onSettings, onHoldout, onShowChange } = props;
  const total = set.counts.development + set.counts.holdout;
  const looks = set.holdoutBudget === null ? "" : ` of ${set.holdoutBudget}`;
  return (
    <>
      <PageHead
        title={
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-mono">{set.name}</span>
            <RevisionMenu project={project} set={set} view={view} />
            {set.archivedAt && <Badge tone="warn">archived</Badge>}
          </span>
        }
        sub={
          <>
            {set.description && <>{set.description} </>}
            {formatCountOf(total, "case")}, {formatCount(set.counts.development)} development and{" "}
            {formatCount(set.counts.holdout)} holdout,{" "}
            <button type="button" className={linkClass} onClick={onHoldout}>
              looks: {set.holdoutLooks}
              {looks}
            </button>
            .
          </>
        }
        actions={
          <>
            {mayWrite && (
              <IconButton
                label="Settings of this set"
                icon={<Settings2 aria-hidden="true" />}
                onClick={onSettings}
              />
            )}
            <ExportMenu project={project} set={set} view={view} />
            {mayWrite && (
              <>
                <Button icon={<FileUp aria-hidden="true" />} onClick={onImport}>
                  Import…
                </Button>
                <Button
                  icon={<Plus aria-hidden="true" />}
                  kbd="c"
                  onClick={() => view.change({ case: "new", revision: null })}
                >
                  Case
                </Button>
                <Link
                  className={buttonClass({ variant: "primary" })}
                  href={`/${project}/runs/new?evalSet=${encodeURIComponent(set.name)}`}
                >
                  <Play aria-hidden="true" /> Run eval
                </Link>
              </>
            )}
          </>
        }
      />
      {set.unsealing && set.counts.holdout === 0 && (
        <UnsealedNotice className="mb-3" unsealing={set.unsealing} />
      )}
      {set.change && <RevisionChange set={set} change={set.change} onShow={onShowChange} />}
    </>
  );
}

interface MenuProps {
  project: string;
  set: EvalSetDetail;
  view: CaseView;
}

function RevisionMenu({ project, set, view }: MenuProps) {
  const revisions = useQuery(evalSetQueries.revisions(project, set.name));
  return (
    <Menu
      trigger={
        <Button size="sm">
          Revision {set.revision}
          {set.revision === set.latestRevision ? ", latest" : ""}{" "}
          <ChevronDown className="size-3.5" aria-hidden="true" />
        </Button>
      }
      items={
        revisions.data?.data.length
          ? revisions.data.data.map((one) => ({
              label: `Revision ${one.number}`,
              description: one.summary,
              hint: one.author.name,
              checked: one.number === set.revision,
              onSelect: () =>
                view.change({
                  revision: one.number === set.latestRevision ? null : one.number,
                  case: null,
                }),
            }))
          : [{ heading: "No case was added yet" }]
      }
    />
  );
}

function ExportMenu({ project, set, view }: MenuProps) {
  const exportPath = (format: string, holdout?: "include") =>
    `/api/v1/projects/${project}/eval-sets/${encodeURIComponent(set.name)}/exports${toQuery({ ...view.filters, format, holdout })}`;
  const hasHoldoutToExport = set.canSeeHoldout && set.counts.holdout > 0;
  return (
    <Menu
      align="end"
      trigger={<Button icon={<Download aria-hidden="true" />}>Export</Button>}
      items={[
        {
          heading: set.canSeeHoldout ? "The filtered cases" : "The filtered cases, without holdout",
        },
        { label: "CSV", description: "for spreadsheets", href: exportPath("csv") },
        { label: "JSONL", description: "one case per line", href: exportPath("jsonl") },
        {
          label: "promptfoo",
          description: "a configuration that runs there",
          href: exportPath("promptfoo"),
        },
        ...(hasHoldoutToExport
          ? [
              { heading: "With the holdout, which is recorded" },
              { label: "CSV with holdout", href: exportPath("csv", "include") },
              { label: "JSONL with holdout", href: exportPath("jsonl", "include") },
            ]
          : []),
      ]}
    />
  );
}

interface RevisionChangeProps {
  set: EvalSetDetail;
  change: NonNullable<EvalSetDetail["change"]>;
  onShow: () => void;
}

/** What the shown revision changed. */
function RevisionChange({ set, change, onShow }: RevisionChangeProps) {
  const isOld = set.revision !== set.latestRevision;
  return (
    <Notice
      className="mb-3"
      tone={isOld ? "warn" : "info"}
      actions={
        <button type="button" className={cn(linkClass, "text-12")} onClick={onShow}>
          What changed
        </button>
      }
      title={
        <span className="inline-flex flex-wrap items-center gap-1.5">
          Revision {change.number}, <RelativeTime value={change.createdAt} />
          <Person name={change.author.name} />
        </span>
      }
    >
      {change.summary}.
      {isOld &&
        ` This is an older revision; the latest is ${set.latestRevision}. Its cases cannot be changed.`}
    </Notice>
  );
}
