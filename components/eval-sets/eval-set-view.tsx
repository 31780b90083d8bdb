"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsBoolean, useQueryState } from "nuqs";
import { lazy, useState } from "react";
import { SetFrame, SetLoader } from "@/components/layout/set-frame";
import { lazyView } from "@/components/ui/lazy-view";
import { WhenUsed } from "@/components/ui/text/when-used";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { CasesSkeleton } from "./cases-skeleton";
import { EvalSetCases } from "./eval-set-cases";
import { EvalSetHead } from "./eval-set-head";
import { useCaseView } from "./use-case-view";

const ImportDialog = lazy(() =>
  import("./import/import-dialog").then((module) => ({ default: module.ImportDialog })),
);
const RevisionDialog = lazy(() =>
  import("./revision-dialog").then((module) => ({ default: module.RevisionDialog })),
);
const HoldoutDialog = lazyView(() => import("./holdout-dialog"));
const SetSettingsDialog = lazyView(() => import("./set-settings-dialog"));

interface Props {
  project: string;
  name: string;
  mayWrite: boolean;
}

/** One eval set: its cases by split, filtered, with one of them open beside the list. */
export function EvalSetView({ project, name, mayWrite }: Props) {
  const view = useCaseView();
  const query = useQuery({
    ...evalSetQueries.detail(project, name, view.revision ?? undefined),
    placeholderData: keepPreviousData,
  });
  return (
    <SetLoader query={query} noun="eval set" skeleton={<CasesSkeleton />}>
      {(set) => <Loaded project={project} set={set} view={view} mayWrite={mayWrite} />}
    </SetLoader>
  );
}

interface LoadedProps {
  project: string;
  set: EvalSetDetail;
  view: ReturnType<typeof useCaseView>;
  mayWrite: boolean;
}

function Loaded({ project, set, view, mayWrite }: LoadedProps) {
  const [isHoldoutShown, setIsHoldoutShown] = useQueryState(
    "holdout",
    parseAsBoolean.withDefault(false),
  );
  const [isChangeShown, setIsChangeShown] = useState(false);
  const total = set.counts.development + set.counts.holdout;
  const isOld = set.revision !== set.latestRevision;
  return (
    <>
      <SetFrame
        {...{ set, mayWrite }}
        noun="case"
        isEmpty={total === 0 && set.latestRevision === 0}
        isOpen={view.caseId === "new"}
        onNew={() => view.change({ case: "new" })}
        head={(dialogs) => (
          <EvalSetHead
            {...{ project, set, view, mayWrite, ...dialogs }}
            onHoldout={() => setIsHoldoutShown(true)}
            onShowChange={() => setIsChangeShown(true)}
          />
        )}
        empty={{
          importLabel: "Import CSV or JSONL…",
          text: "A case is an input with what you expect. A prompt is measured on these cases, so start with real ones: an export of last month’s tickets is better than ten invented ones.",
        }}
        body={(mayEdit) => <EvalSetCases {...{ project, set, view, mayEdit }} />}
        importDialog={(dialog) => <ImportDialog {...{ project, set, ...dialog }} />}
        settingsDialog={(onClose) => <SetSettingsDialog {...{ project, set, onClose }} />}
      />
      {isHoldoutShown && (
        <HoldoutDialog
          project={project}
          set={set}
          mayWrite={mayWrite && !isOld && set.archivedAt === null}
          onClose={() => setIsHoldoutShown(null)}
        />
      )}
      {set.revision > 0 && (
        <WhenUsed open={isChangeShown}>
          <RevisionDialog
            project={project}
            set={set}
            number={set.revision}
            mayWrite={mayWrite}
            open={isChangeShown}
            onOpenChange={setIsChangeShown}
          />
        </WhenUsed>
      )}
    </>
  );
}
