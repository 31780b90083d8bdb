"use client";
import { SetSettings } from "@/components/layout/set-settings";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/overlays/toast";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import { useArchiveDocumentSet, useUpdateDocumentSet } from "@/lib/documents/hooks";
import type { Language } from "@/lib/documents/languages";
import { formatCountOf, formatList } from "@/lib/format-number";
import { LANGUAGE_HINT } from "./document-words";
import { LanguageOptions } from "./language-options";

interface Props {
  project: string;
  set: DocumentSetDetail;
  onClose: () => void;
}

/** What belongs to the set as a whole: its description, its language, its archive. */
export default function DocumentSetSettingsDialog({ project, set, onClose }: Props) {
  const update = useUpdateDocumentSet(project, set.name);
  const archive = useArchiveDocumentSet(project, set.name);
  const isArchived = set.archivedAt !== null;
  const form = useZodForm({
    draftKey: `document set ${project} ${set.name}`,
    defaultValues: { description: set.description, language: set.language as string },
    schema: async () => (await import("@/lib/documents/contract")).UpdateDocumentSet,
    toBody: ({ description, language }) => ({ description, language: language as Language }),
    save: update.mutateAsync,
    onSaved: () => {
      toast("Saved");
      onClose();
    },
  });
  const isOther = form.values.language !== set.language;
  return (
    <SetSettings
      form={form}
      onClose={onClose}
      set={set}
      archive={archive}
      listPath={`/${project}/document-sets`}
    >
      <FormField form={form} name="description" label="What is in it?" optional>
        <Input />
      </FormField>
      <FormField form={form} name="language" label="Language" hint={LANGUAGE_HINT}>
        <Select disabled={isArchived}>
          <LanguageOptions />
        </Select>
      </FormField>
      {isOther && set.documents > 0 && (
        <Notice>
          Saving indexes {formatCountOf(set.documents, "document")} again, as revision{" "}
          {set.latestRevision + 1}. Pinned revisions stay as they are.
        </Notice>
      )}
      {set.usedBy.length > 0 && !isArchived && (
        <p className="text-12 text-text-2">
          Archived, it leaves the lists. {formatList(set.usedBy.map(({ chain }) => chain))} can
          still search it.
        </p>
      )}
    </SetSettings>
  );
}
