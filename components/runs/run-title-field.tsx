"use client";
import { useState } from "react";
import { Input } from "@/components/ui/controls/input";
import { toastError } from "@/components/ui/overlays/toast";
import type { Run } from "@/lib/runs/contract";
import { useUpdateRun } from "@/lib/runs/hooks";

interface Props {
  project: string;
  run: Run;
  onDone: () => void;
}

/** Enter keeps the title, Escape does not. */
export function RunTitleField({ project, run, onDone }: Props) {
  const [title, setTitle] = useState(run.title);
  const update = useUpdateRun(project, run.number);
  function save() {
    if (title.trim() === run.title) return onDone();
    update.mutate(
      { title: title.trim() },
      { onSuccess: onDone, onError: (error) => toastError(error.message) },
    );
  }
  return (
    <form
      className="inline-flex"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Input
        size="sm"
        className="w-72"
        aria-label="Title of the run"
        placeholder="What is this run about?"
        maxLength={120}
        autoFocus
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onDone();
        }}
        onBlur={save}
      />
    </form>
  );
}
