"use client";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { Notice } from "@/components/ui/notice";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import type { Document } from "@/lib/documents/document-contract";
import { formatCount } from "@/lib/format-number";
import { DeleteDocumentButton } from "./delete-document-button";
import { useDocumentForm } from "./use-document-form";

interface Props {
  project: string;
  set: DocumentSetDetail;
  /** null: a document that is not saved yet. */
  stored: Document | null;
  isReadOnly: boolean;
  onShow: (id: string) => void;
  onClose: () => void;
}

export function DocumentForm({ project, set, stored, isReadOnly, onShow, onClose }: Props) {
  const { form, isOvertaken, showTheirs } = useDocumentForm({ project, set, stored, onShow });
  const { isDirty, values } = form;
  useShortcuts([
    {
      keys: "mod+s",
      label: "Save the document",
      group: "Page",
      inInputs: true,
      enabled: !isReadOnly && isDirty,
      run: form.submit,
    },
  ]);
  const next = set.latestRevision + 1;
  return (
    <Form form={form} className="grid gap-3">
      {isOvertaken && (
        <Notice
          tone="warn"
          title="Someone else changed this document."
          actions={
            <Button size="sm" onClick={showTheirs}>
              Show theirs
            </Button>
          }
        >
          Your text is kept. Look at their change before you save.
        </Notice>
      )}
      {!stored && (
        <FormField
          form={form}
          name="document"
          label="Id"
          hint="Answers cite it, for example refunds."
        >
          <Input mono required autoFocus />
        </FormField>
      )}
      <FormField
        form={form}
        name="title"
        label="Title"
        optional
        hint="Words in the title count more than those in the text."
      >
        <Input disabled={isReadOnly} />
      </FormField>
      <FormField
        form={form}
        name="text"
        label="Text"
        aside={`${formatCount(values.text.length)} of 20,000`}
      >
        <Textarea required rows={16} disabled={isReadOnly} />
      </FormField>
      {stored && <p className="text-12 text-text-3">Since revision {stored.since}.</p>}
      {!isReadOnly && (
        <>
          <p className="text-12 text-text-3">
            Saving makes revision {next}. A chain that pins a revision keeps finding the text of
            that one.
          </p>
          <div className="flex flex-wrap items-center gap-2">
            <Button
              size="sm"
              variant="primary"
              kbd="mod+s"
              busy={form.isSaving}
              disabled={!isDirty}
              onClick={form.submit}
            >
              Save as revision {next}
            </Button>
            {stored && (
              <DeleteDocumentButton project={project} set={set} stored={stored} onClose={onClose} />
            )}
          </div>
        </>
      )}
    </Form>
  );
}
