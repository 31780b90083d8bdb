"use client";
import { RevisionForm } from "@/components/layout/revision-form";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormField } from "@/components/ui/forms/form-field";
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
  return (
    <RevisionForm
      {...{ form, isOvertaken, showTheirs, isReadOnly }}
      noun="document"
      canSave={isDirty}
      next={set.latestRevision + 1}
      consequence="A chain that pins a revision keeps finding the text of that one."
      actions={
        stored && (
          <DeleteDocumentButton project={project} set={set} stored={stored} onClose={onClose} />
        )
      }
    >
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
    </RevisionForm>
  );
}
