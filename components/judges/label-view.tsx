"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { CasesSkeleton } from "@/components/eval-sets/cases-skeleton";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { Tabs } from "@/components/ui/tabs";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { formatCount } from "@/lib/format-number";
import { ApiError } from "@/lib/http/api-client";
import { useSaveLabel, useUndoLabel } from "@/lib/judges/hooks";
import type { LabelItem } from "@/lib/judges/label-contract";
import { judgeQueries } from "@/lib/judges/queries";
import { DisagreementList } from "./disagreement-list";
import { JudgeHead } from "./judge-head";
import { judgeHref } from "./judge-words";
import { LabelDesk } from "./label-desk";
import { LabelEmpty } from "./label-empty";
import { LabelProgress } from "./label-progress";
import { LabelledList } from "./labelled-list";

const PolicyDoubtDialog = lazyView(() => import("./policy-doubt-dialog"));
const ImportLabelsDialog = lazyView(() => import("./import-labels-dialog"));
const AddOutputsDialog = lazyView(() => import("./add-outputs-dialog"));

const TABS = ["to-label", "disagreements", "done"] as const;

/** One output after the other, blind and from the keyboard. */
export function LabelView({
  project,
  name,
  mayWrite,
}: {
  project: string;
  name: string;
  mayWrite: boolean;
}) {
  const [tab] = useQueryState("tab", parseAsStringLiteral(TABS).withDefault("to-label"));
  const [item, setItem] = useQueryState("item", parseAsString);
  const [isImporting, setImporting] = useQueryState("import", parseAsBoolean.withDefault(false));
  const [isAdding, setAdding] = useQueryState("add", parseAsBoolean.withDefault(false));
  const [saved, setSaved] = useState<readonly { id: string; number: number; label: string }[]>([]);
  const [doubt, setDoubt] = useState<{ item: LabelItem; note: string } | null>(null);
  const judgeQuery = useQuery(judgeQueries.detail(project, name));
  const queueQuery = useQuery(judgeQueries.queue(project, name));
  const save = useSaveLabel(project, name);
  const undo = useUndoLabel(project, name);
  const judge = judgeQuery.data;
  const queue = queueQuery.data;
  const items = queue?.items ?? [];
  const waiting = items.filter(({ id }) => !saved.some((one) => one.id === id) || id === item);
  const current = waiting.find(({ id }) => id === item) ?? waiting[0];
  const step = (by: 1 | -1) => {
    const next = waiting[waiting.findIndex(({ id }) => id === current?.id) + by];
    if (next) void setItem(next.id);
  };
  const takeBack = () => {
    const last = saved.at(-1);
    if (!last || undo.isPending) return;
    undo.mutate(last.id, {
      onSuccess: () => {
        setSaved(saved.slice(0, -1));
        void setItem(last.id);
        toast(`Label undone on output ${last.number}`);
      },
      onError: (error) => toastError(error.message),
    });
  };
  useShortcuts([
    { keys: "j", label: "Next output", group: "Queue", run: () => step(1) },
    { keys: "k", label: "Previous output", group: "Queue", run: () => step(-1) },
    { keys: "arrowright", label: "Next output", group: "Queue", run: () => step(1) },
    { keys: "arrowleft", label: "Previous output", group: "Queue", run: () => step(-1) },
    { keys: "z", label: "Undo the last label", group: "Label", enabled: mayWrite, run: takeBack },
  ]);
  const error = judgeQuery.error ?? queueQuery.error;
  if (error) {
    return (
      <ErrorState
        title="The labels cannot be shown."
        requestId={error instanceof ApiError ? error.problem.requestId : null}
        onRetry={() => {
          void judgeQuery.refetch();
          void queueQuery.refetch();
        }}
      >
        {error.message}
      </ErrorState>
    );
  }
  if (!judge || !queue) return <CasesSkeleton rows={8} />;
  const isOpen = mayWrite && !judge.archivedAt;
  const hrefOf = (to: (typeof TABS)[number]) =>
    `${judgeHref(project, name, "labels")}${to === "to-label" ? "" : `?tab=${to}`}`;
  return (
    <>
      <JudgeHead project={project} judge={judge} room="labels" mayWrite={mayWrite} />
      <LabelProgress
        project={project}
        name={name}
        queue={queue}
        mayWrite={isOpen}
        onImport={() => setImporting(true)}
        onAdd={() => setAdding(true)}
      />
      <Tabs
        className="mb-4"
        label="Labels"
        keepScroll
        tabs={[
          {
            label: "To label",
            href: hrefOf("to-label"),
            current: tab === "to-label",
            count: formatCount(queue.total - queue.labelled),
          },
          {
            label: "Disagreements",
            href: hrefOf("disagreements"),
            current: tab === "disagreements",
            count: formatCount(queue.disagreements),
          },
          {
            label: "Done",
            href: hrefOf("done"),
            current: tab === "done",
            count: formatCount(queue.labelled),
          },
        ]}
      />
      {tab === "disagreements" && (
        <DisagreementList
          project={project}
          judge={judge}
          mayWrite={isOpen}
          onDoubt={(one) => setDoubt({ item: one, note: "" })}
        />
      )}
      {tab === "done" && <LabelledList project={project} judge={judge} item={item} />}
      {tab === "to-label" &&
        (current ? (
          <LabelDesk
            key={current.id}
            judge={judge}
            queue={queue}
            item={current}
            mayWrite={isOpen}
            isSaving={save.isPending}
            problem={save.error?.message ?? null}
            last={saved.at(-1) ?? null}
            hrefOfDisagreements={hrefOf("disagreements")}
            onUndo={takeBack}
            onDoubt={(note) => setDoubt({ item: current, note })}
            onSave={(label, note) =>
              save.mutate(
                { item: current.id, label, note },
                {
                  onSuccess: () => {
                    const { id, number } = current;
                    setSaved([...saved, { id, number, label: label ?? "deferred" }]);
                    void setItem(null);
                    save.reset();
                  },
                },
              )
            }
          />
        ) : (
          <LabelEmpty
            project={project}
            judge={judge}
            queue={queue}
            mayWrite={isOpen}
            onImport={() => setImporting(true)}
            onAdd={() => setAdding(true)}
          />
        ))}
      {doubt && (
        <PolicyDoubtDialog
          project={project}
          judge={judge}
          item={doubt.item}
          note={doubt.note}
          onClose={() => setDoubt(null)}
          onSaved={() => {
            if (tab !== "to-label") return;
            const { id, number } = doubt.item;
            setSaved([...saved, { id, number, label: "deferred, policy unclear" }]);
            void setItem(null);
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
