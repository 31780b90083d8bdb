"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsBoolean, useQueryState } from "nuqs";
import { lazy, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { WhenUsed } from "@/components/ui/text/when-used";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { ApiError } from "@/lib/http/api-client";
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
  if (query.error) {
    return (
      <ErrorState
        title="This eval set could not be read."
        requestId={query.error instanceof ApiError ? query.error.problem.requestId : null}
        onRetry={() => query.refetch()}
      >
        {query.error.message}
      </ErrorState>
    );
  }
  if (!query.data) return <CasesSkeleton />;
  return <Loaded project={project} set={query.data} view={view} mayWrite={mayWrite} />;
}

interface LoadedProps {
  project: string;
  set: EvalSetDetail;
  view: ReturnType<typeof useCaseView>;
  mayWrite: boolean;
}

function Loaded({ project, set, view, mayWrite }: LoadedProps) {
  const [isImporting, setIsImporting] = useQueryState("import", parseAsBoolean.withDefault(false));
  const [isHoldoutShown, setIsHoldoutShown] = useQueryState(
    "holdout",
    parseAsBoolean.withDefault(false),
  );
  const [hasSettings, setHasSettings] = useState(false);
  const [isChangeShown, setIsChangeShown] = useState(false);
  const isOld = set.revision !== set.latestRevision;
  const mayEdit = mayWrite && !isOld && set.archivedAt === null;
  useShortcuts([
    {
      keys: "c",
      label: "New case",
      group: "Page",
      enabled: mayEdit,
      run: () => view.change({ case: "new" }),
    },
  ]);
  const total = set.counts.development + set.counts.holdout;
  const isEmpty = total === 0 && set.latestRevision === 0;

  return (
    <>
      <EvalSetHead
        project={project}
        set={set}
        view={view}
        mayWrite={mayWrite}
        onImport={() => setIsImporting(true)}
        onSettings={() => setHasSettings(true)}
        onHoldout={() => setIsHoldoutShown(true)}
        onShowChange={() => setIsChangeShown(true)}
      />
      {isEmpty && view.caseId !== "new" ? (
        <Empty
          title="No cases yet"
          actions={
            mayEdit && (
              <>
                <Button variant="primary" onClick={() => setIsImporting(true)}>
                  Import CSV or JSONL…
                </Button>
                <Button onClick={() => view.change({ case: "new" })}>Write the first case</Button>
              </>
            )
          }
        >
          A case is an input with what you expect. A prompt is measured on these cases, so start
          with real ones: an export of last month’s tickets is better than ten invented ones.
        </Empty>
      ) : (
        <EvalSetCases {...{ project, set, view, mayEdit }} />
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
            <SetSettingsDialog project={project} set={set} onClose={() => setHasSettings(false)} />
          )}
        </>
      )}
      {isHoldoutShown && (
        <HoldoutDialog
          project={project}
          set={set}
          mayWrite={mayEdit}
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
