"use client";
import { useEffect, useState } from "react";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import type { Document } from "@/lib/documents/document-contract";
import { useWriteDocument } from "@/lib/documents/hooks";

interface DocumentFormOptions {
  project: string;
  set: DocumentSetDetail;
  /** null: a document that is not saved yet. */
  stored: Document | null;
  onShow: (id: string) => void;
}

const draftOf = (stored: Document | null) => ({
  ...{ document: stored?.id ?? "", title: stored?.title ?? "", text: stored?.text ?? "" },
});

/** A document's form: saves a new one, or a new state of the one that it began with, which must still be current. */
export function useDocumentForm({ project, set, stored, onShow }: DocumentFormOptions) {
  const write = useWriteDocument(project, set.name);
  const [base, setBase] = useState(stored);
  const form = useZodForm({
    // Text that was written for another state is not put over this one.
    draftKey: `document ${project} ${set.name} ${stored ? `${stored.id} ${stored.since}` : "new"}`,
    defaultValues: draftOf(stored),
    schema: async () => {
      const contract = await import("@/lib/documents/document-contract");
      return contract.WriteDocument.extend({ document: contract.DocumentId });
    },
    toBody: ({ document, title, text }) => ({
      ...{ document: document.trim(), title: title.trim(), text, since: base?.since ?? 0 },
    }),
    save: write.mutateAsync,
    onSaved: ({ revision, document }) => {
      toast(`Saved as revision ${revision}`);
      adopt(document);
      onShow(document.id);
    },
  });

  function adopt(state: Document) {
    setBase(state);
    form.startOver(draftOf(state));
  }

  // Somebody else's state replaces an untouched form at once and a touched one only when asked.
  const isOvertaken = stored !== null && base !== null && stored.since > base.since;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another state arrives
  useEffect(() => {
    if (isOvertaken && !form.isDirty) adopt(stored);
  }, [isOvertaken, form.isDirty]);

  return {
    form,
    isOvertaken: isOvertaken && form.isDirty,
    showTheirs: () => stored && adopt(stored),
  };
}
