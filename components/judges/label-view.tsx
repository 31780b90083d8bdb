"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsBoolean, parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { CasesSkeleton } from "@/components/eval-sets/cases-skeleton";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { LabelItem } from "@/lib/judges/label-contract";
import { judgeQueries } from "@/lib/judges/queries";
import { DisagreementList } from "./disagreement-list";
import { JudgeHead } from "./judge-head";
import { LabelDesk } from "./label-desk";
import { LabelEmpty } from "./label-empty";
import { LabelProgress } from "./label-progress";
import { LABEL_TABS, LabelTabs, labelTabHref } from "./label-tabs";
import { LabelledList } from "./labelled-list";
import { useLabelQueue } from "./use-label-queue";

const PolicyDoubtDialog = lazyView(() => import("./policy-doubt-dialog"));
const ImportLabelsDialog = lazyView(() => import("./import-labels-dialog"));
const AddOutputsDialog = lazyView(() => import("./add-outputs-dialog"));

interface Props {
  project: string;
  name: string;
  mayWrite: boolean;
}

/** One output after the other, blind and from the keyboard. */
export function LabelView({ project, name, mayWrite }: Props) {
  const [tab] = useQueryState("tab", parseAsStringLiteral(LABEL_TABS).withDefault("to-label"));
  const [isImporting, setImporting] = useQueryState("import", parseAsBoolean.withDefault(false));
  const [isAdding, setAdding] = useQueryState("add", parseAsBoolean.withDefault(false));
  const [doubt, setDoubt] = useState<{ item: LabelItem; note: string } | null>(null);
  const judgeQuery = useQuery(judgeQueries.detail(project, name));
  const labels = useLabelQueue(project, name);
  const judge = judgeQuery.data;
  const queue = labels.query.data;
  const { current } = labels;
  useQueueKeys(labels, mayWrite);
  const error = judgeQuery.error ?? labels.query.error;
  if (error) {
    return (
      <ErrorState
        title="The labels cannot be shown."
        onRetry={() => {
          void judgeQuery.refetch();
          void labels.query.refetch();
        }}
        error={error}
      />
    );
  }
  if (!judge || !queue) return <CasesSkeleton rows={8} />;
  const isOpen = mayWrite && !judge.archivedAt;
  const more = { onImport: () => setImporting(true), onAdd: () => setAdding(true) };
  return (
    <>
      <JudgeHead project={project} judge={judge} room="labels" mayWrite={mayWrite} />
      <LabelProgress project={project} name={name} queue={queue} mayWrite={isOpen} {...more} />
      <LabelTabs project={project} name={name} queue={queue} tab={tab} />
      {tab === "disagreements" && (
        <DisagreementList
          project={project}
          judge={judge}
          mayWrite={isOpen}
          onDoubt={(item) => setDoubt({ item, note: "" })}
        />
      )}
      {tab === "done" && <LabelledList project={project} judge={judge} item={labels.item} />}
      {tab === "to-label" &&
        (current ? (
          <LabelDesk
            key={current.id}
            judge={judge}
            queue={queue}
            item={current}
            labels={labels}
            mayWrite={isOpen}
            hrefOfDisagreements={labelTabHref(project, name, "disagreements")}
            onDoubt={(note) => setDoubt({ item: current, note })}
          />
        ) : (
          <LabelEmpty project={project} judge={judge} queue={queue} mayWrite={isOpen} {...more} />
        ))}
      {doubt && (
        <PolicyDoubtDialog
          project={project}
          judge={judge}
          item={doubt.item}
          note={doubt.note}
          onClose={() => setDoubt(null)}
          onSaved={() => {
            if (tab === "to-label") labels.addDeferred(doubt.item);
          }}
        />
      )}
      {isImporting && (
        <ImportLabelsDialog project={project} judge={judge} onClose={() => setImporting(null)} />
      )}
      {isAdding && (
        <AddOutputsDialog project={project} name={name} onClose={() => setAdding(null)} />
      )}
    </>
  );
}

function useQueueKeys({ step, undo }: ReturnType<typeof useLabelQueue>, mayWrite: boolean) {
  useShortcuts([
    ...[
      { keys: "j", label: "Next output", run: () => step(1) },
      { keys: "k", label: "Previous output", run: () => step(-1) },
      { keys: "arrowright", label: "Next output", run: () => step(1) },
      { keys: "arrowleft", label: "Previous output", run: () => step(-1) },
    ].map((shortcut) => ({ ...shortcut, group: "Queue" })),
    {
      keys: "z",
      label: "Undo the last label",
      group: "Label",
      enabled: mayWrite,
      run: undo,
    },
  ]);
}
