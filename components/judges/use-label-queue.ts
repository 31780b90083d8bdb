"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { useSaveLabel, useUndoLabel } from "@/lib/judges/hooks";
import { judgeQueries } from "@/lib/judges/queries";

/** What this person saved since the page was opened. */
interface SavedLabel {
  id: string;
  number: number;
  label: string;
  isDeferred: boolean;
}

export type LabelSaving = Pick<
  ReturnType<typeof useLabelQueue>,
  "isSaving" | "problem" | "last" | "save" | "undo"
>;

/** The outputs that wait for this person, the one at hand (in the address), and what becomes of it. */
export function useLabelQueue(project: string, name: string) {
  const [item, setItem] = useQueryState("item", parseAsString);
  const [saved, setSaved] = useState<readonly SavedLabel[]>([]);
  const query = useQuery(judgeQueries.queue(project, name));
  const save = useSaveLabel(project, name);
  const undo = useUndoLabel(project, name);
  const items = query.data?.items ?? [];
  const isSaved = (id: string) => saved.some((one) => one.id === id && !one.isDeferred);
  const fresh = items.filter(({ id }) => !saved.some((one) => one.id === id) || id === item);
  // What was put off comes back when nothing else is left.
  const waiting = fresh.length > 0 ? fresh : items.filter(({ id }) => !isSaved(id));
  const current = waiting.find(({ id }) => id === item) ?? waiting[0];
  const last = saved.at(-1) ?? null;
  const add = ({ id, number }: { id: string; number: number }, label: string | null) => {
    setSaved([...saved, { id, number, label: label ?? "deferred", isDeferred: label === null }]);
    void setItem(null);
  };
  return {
    query,
    item,
    current,
    last,
    isSaving: save.isPending,
    problem: save.error?.message ?? null,
    step: (by: 1 | -1) => {
      const next = waiting[waiting.findIndex(({ id }) => id === current?.id) + by];
      if (next) void setItem(next.id);
    },
    /** null: put off. */
    save: (label: string | null, note: string) => {
      if (!current) return;
      const onSuccess = () => {
        add(current, label);
        save.reset();
      };
      save.mutate({ item: current.id, label, note }, { onSuccess });
    },
    undo: () => {
      if (!last || undo.isPending) return;
      undo.mutate(last.id, {
        onSuccess: () => {
          setSaved(saved.slice(0, -1));
          void setItem(last.id);
          toast(`Label undone on output ${last.number}`);
        },
        onError: (error) => toastError(error.message),
      });
    },
    /** Another dialog has put the output off. */
    addDeferred: (output: { id: string; number: number }) => add(output, null),
  };
}
