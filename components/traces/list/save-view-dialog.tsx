"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { useSaveTraceView } from "@/lib/traces/hooks";

interface Props {
  project: string;
  filters: TraceFilters;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Names a filter for everyone in the project. */
export function SaveViewDialog({ project, filters, open, onOpenChange }: Props) {
  const save = useSaveTraceView(project);
  const [name, setName] = useState("");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Save this filter"
      description="Everyone in the project sees it, with how many traces it finds."
      onSubmit={() =>
        save.mutate(
          { name: name.trim(), filters },
          {
            onSuccess: () => {
              onOpenChange(false);
              setName("");
              toast(`Saved as ${name.trim()}`);
            },
          },
        )
      }
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <Field label="Name">
        <Input
          required
          maxLength={60}
          placeholder="v6 escalated, Non-English"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <FormError>{save.error?.message}</FormError>
    </Dialog>
  );
}
