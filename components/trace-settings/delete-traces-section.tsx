"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { formatCount } from "@/lib/format-number";
import { useDeleteTraces } from "@/lib/traces/hooks";
import { traceQueries } from "@/lib/traces/queries";

type By = "userId" | "unit";

const deletionOf = (by: By, id: string) => (by === "unit" ? { unit: id } : { userId: id });

/** Deletes what is stored of one person, as that person may demand. */
export function DeleteTracesSection({ project }: { project: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const form = useZodForm({
    defaultValues: { by: "userId" as By, id: "" },
    schema: async () => (await import("@/lib/traces/contract")).TraceDeletion,
    toBody: (values) => deletionOf(values.by, values.id.trim()),
    // How many there are is shown first, and asked once more.
    save: async () => setIsAsking(true),
  });
  const { by } = form.values;
  const id = form.values.id.trim();
  return (
    <Section
      title="Delete a person’s traces"
      beside={<span className="text-12 text-text-3">immediately, whatever their age</span>}
    >
      <Form
        form={form}
        className="flex flex-wrap items-end gap-3"
        aria-label="Delete a person’s traces"
      >
        <FormField form={form} name="by" label="By">
          <Select size="sm">
            <option value="userId">user id</option>
            <option value="unit">unit</option>
          </Select>
        </FormField>
        <FormField
          form={form}
          name="id"
          label={by === "unit" ? "Unit" : "User id"}
          className="w-65"
        >
          <Input size="sm" mono required maxLength={500} placeholder="customer-1042" />
        </FormField>
        <Button size="sm" type="submit" variant="danger" disabled={id === ""}>
          Delete…
        </Button>
      </Form>
      <DeletionDialog
        project={project}
        by={by}
        id={id}
        open={isAsking}
        onOpenChange={setIsAsking}
        onDeleted={() => form.change({ id: "" })}
      />
    </Section>
  );
}

interface DeletionDialogProps {
  project: string;
  by: By;
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDeleted: () => void;
}

/** Counts what would go, and asks once more. */
function DeletionDialog({ project, by, id, open, onOpenChange, onDeleted }: DeletionDialogProps) {
  const remove = useDeleteTraces(project);
  const count = useQuery({
    ...traceQueries.count(project, deletionOf(by, id)),
    enabled: open && id !== "",
    staleTime: 0,
  });
  const summary = count.data
    ? `${formatCount(count.data.count)}${count.data.isCapped ? " or more" : ""}`
    : null;

  async function confirm() {
    const { deleted } = await remove.mutateAsync(deletionOf(by, id));
    toast(deleted === 1 ? "1 trace deleted" : `${formatCount(deleted)} traces deleted`);
    onDeleted();
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete all traces of ${id}?`}
      confirmLabel="Delete"
      tone="danger"
      disabled={count.data?.count === 0}
      onConfirm={confirm}
    >
      <p>
        {count.error
          ? `How many there are cannot be counted: ${count.error.message}`
          : summary === null
            ? "Counting…"
            : count.data?.count === 0
              ? `There is no trace with this ${by === "unit" ? "unit" : "user id"}.`
              : `${summary} ${summary === "1" ? "trace goes, with its steps" : "traces go, with their steps"}, verdicts, scores and feedback, and out of the metrics.`}
      </p>
      <p className="mt-2">
        Eval cases that were made of them stay; look for them in their sets. The audit log keeps who
        did this and a hash of the id. It cannot be undone.
      </p>
    </ConfirmDialog>
  );
}
