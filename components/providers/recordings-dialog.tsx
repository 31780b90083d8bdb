"use client";
import { Download } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Dialog } from "@/components/ui/overlays/dialog";
import { formatCountOf } from "@/lib/format-number";
import { useImportRecordings } from "@/lib/providers/hooks";

interface Props {
  project: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  isAdmin: boolean;
  count: number;
}

export function RecordingsDialog({ project, open, onOpenChange, isAdmin, count }: Props) {
  const importing = useImportRecordings(project);
  const result = importing.data;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Recorded answers"
      description={`${formatCountOf(count, "recording")}. The connection replay answers from them, by the hash of the whole request; what was not recorded is an error.`}
      footer={
        <>
          {isAdmin && count > 0 && (
            <a
              className={buttonClass({ size: "sm" })}
              href={`/api/v1/projects/${project}/recordings/export`}
              download
            >
              <Download className="size-3.5" aria-hidden="true" />
              Export
            </a>
          )}
          <Button size="sm" variant="primary" onClick={() => onOpenChange(false)}>
            Close
          </Button>
        </>
      }
    >
      {isAdmin ? (
        <Field
          label="Import a file"
          hint="JSON Lines as the export writes them; the same request again gets the new answer."
        >
          <input
            type="file"
            accept=".jsonl,.ndjson,application/jsonl"
            className="text-13"
            disabled={importing.isPending}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) importing.mutate(file);
              event.target.value = "";
            }}
          />
        </Field>
      ) : (
        <p className="text-text-2">
          Admins import and export them: answers to held-out cases are inside.
        </p>
      )}
      <div role="status">
        {importing.isPending && "Reading the file…"}
        {result && (
          <>
            {formatCountOf(result.imported, "recording")} new, {result.updated} updated,{" "}
            {formatCountOf(result.errors.length, "line")} wrong.
            {result.errors.slice(0, 8).map(({ row, message }) => (
              <div key={row} className="text-12 text-fail">
                line {row}: {message}
              </div>
            ))}
          </>
        )}
      </div>
      <FormError error={importing.error} />
    </Dialog>
  );
}
