"use client";
import { Settings2 } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { lazyView } from "@/components/ui/lazy-view";
import { Notice } from "@/components/ui/notice";
import { toastError } from "@/components/ui/overlays/toast";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatCount } from "@/lib/format-number";
import type { Judge } from "@/lib/judges/contract";
import { useArchiveJudge } from "@/lib/judges/hooks";
import { judgeHref, KIND_LABEL, STATE_TONE } from "./judge-words";

const JudgeDialog = lazyView(() => import("./judge-dialog"));

interface Props {
  project: string;
  judge: Judge;
  room: "calibration" | "labels";
  mayWrite: boolean;
  actions?: ReactNode;
}

/** Name, version and state of a judge, and its rooms. */
export function JudgeHead({ project, judge, room, mayWrite, actions }: Props) {
  const [isEditing, setIsEditing] = useQueryState("edit", parseAsBoolean.withDefault(false));
  const archive = useArchiveJudge(project, judge.name);
  const { labelled } = judge;
  const setArchived = (isArchived: boolean) =>
    archive.mutate(isArchived, { onError: (error) => toastError(error.message) });
  return (
    <>
      <PageHead
        title={
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-mono">{judge.name}</span>
            <Badge tone="outline">{KIND_LABEL[judge.kind]}</Badge>
            <Badge tone={STATE_TONE[judge.state]}>{judge.state}</Badge>
          </span>
        }
        sub={
          <>
            <Link
              className="font-mono underline-offset-3 hover:underline"
              href={`/${project}/prompts/${encodeURIComponent(judge.prompt)}`}
            >
              {judge.prompt}
            </Link>{" "}
            <VersionTag>v{judge.version}</VersionTag> with {judge.model.name}
          </>
        }
        actions={
          <>
            {mayWrite && !judge.archivedAt && (
              <IconButton
                label="Change this judge"
                icon={<Settings2 aria-hidden="true" />}
                onClick={() => setIsEditing(true)}
              />
            )}
            {mayWrite && (
              <Button busy={archive.isPending} onClick={() => setArchived(!judge.archivedAt)}>
                {judge.archivedAt ? "Restore" : "Archive"}
              </Button>
            )}
            {actions}
          </>
        }
      />
      <Tabs
        className="mb-4"
        label="Judge"
        tabs={[
          {
            label: "Calibration",
            href: judgeHref(project, judge.name),
            current: room === "calibration",
          },
          {
            label: "Labels",
            href: judgeHref(project, judge.name, "labels"),
            current: room === "labels",
            count: formatCount(labelled.train + labelled.dev + labelled.test),
          },
        ]}
      />
      {judge.archivedAt && (
        <Notice className="mb-4" tone="warn" title="This judge is archived.">
          It opens no gate, and nothing can be added to it.
        </Notice>
      )}
      {isEditing && (
        <JudgeDialog project={project} judge={judge} onClose={() => setIsEditing(null)} />
      )}
    </>
  );
}
