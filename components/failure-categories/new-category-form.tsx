"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { toastError } from "@/components/ui/overlays/toast";
import type { FailureCategory } from "@/lib/failure-categories/contract";
import { useCreateCategory } from "@/lib/failure-categories/hooks";

interface Props {
  project: string;
  /** Closed, it shows nothing and keeps what was typed. */
  open: boolean;
  submitLabel: string;
  onClose: () => void;
  onCreated: (category: FailureCategory) => void;
}

/** Names a new failure category where results or traces are sorted. */
export function NewCategoryForm({ project, open, submitLabel, onClose, onCreated }: Props) {
  const create = useCreateCategory(project);
  const [name, setName] = useState("");
  if (!open) return null;
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(
          { name: name.trim() },
          {
            onSuccess: (category) => {
              onClose();
              setName("");
              onCreated(category);
            },
            onError: (error) => toastError(error.message),
          },
        );
      }}
    >
      <Input
        size="sm"
        aria-label="Name of the new failure category"
        placeholder="billing read as refund"
        autoFocus
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onClose();
        }}
      />
      <Button size="sm" type="submit" busy={create.isPending}>
        {submitLabel}
      </Button>
    </form>
  );
}
