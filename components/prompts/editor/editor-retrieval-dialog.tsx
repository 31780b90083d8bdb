"use client";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { numberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { RetrievalSettings } from "@/lib/prompts/version-contract";

interface Props {
  retrieval: RetrievalSettings | undefined;
  /** Names what was typed here within the tab. */
  draftKey: string;
  readOnly: boolean;
  onClose: () => void;
  onSave: (retrieval: RetrievalSettings | undefined) => void;
}

/** What the application's retrieval step is asked for. Galley keeps and compares it; the application searches. */
export default function EditorRetrievalDialog(props: Props) {
  const { retrieval, draftKey, readOnly, onClose, onSave } = props;
  const form = useZodForm({
    draftKey,
    defaultValues: {
      source: retrieval?.source ?? "",
      topK: String(retrieval?.topK ?? 5),
      minScore: retrieval?.minScore?.toString() ?? "",
      maxTokens: retrieval?.maxTokens?.toString() ?? "",
      rerank: retrieval?.rerank ?? "",
      queryTemplate: retrieval?.queryTemplate ?? "",
    },
    schema: async () => (await import("@/lib/prompts/version-contract")).RetrievalSettings,
    toBody: ({ source, topK, minScore, maxTokens, rerank, queryTemplate }) => ({
      source: source.trim(),
      topK: numberOf(topK),
      ...(minScore ? { minScore: numberOf(minScore) } : {}),
      ...(maxTokens ? { maxTokens: numberOf(maxTokens) } : {}),
      ...(rerank.trim() ? { rerank: rerank.trim() } : {}),
      ...(queryTemplate.trim() ? { queryTemplate } : {}),
    }),
    save: async (settings) => onSave(settings),
    onSaved: onClose,
  });
  const remove = () => {
    onSave(undefined);
    onClose();
  };
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      sticky
      title="Retrieval settings"
      description="Kept with the version and compared in its diff; your application does the search."
      submitLabel="Keep changes"
      isReadOnly={readOnly}
      aside={
        retrieval &&
        !readOnly && (
          <Button variant="danger" className="mr-auto" onClick={remove}>
            Remove
          </Button>
        )
      }
    >
      <FormField form={form} name="source" label="Source">
        <Input readOnly={readOnly} />
      </FormField>
      <div className="grid grid-cols-3 gap-3">
        <FormField form={form} name="topK" label="Passages">
          <Input readOnly={readOnly} />
        </FormField>
        <FormField form={form} name="minScore" label="Minimum score" optional>
          <Input readOnly={readOnly} />
        </FormField>
        <FormField form={form} name="maxTokens" label="Maximum tokens" optional>
          <Input readOnly={readOnly} />
        </FormField>
      </div>
      <FormField form={form} name="rerank" label="Reranker" optional>
        <Input readOnly={readOnly} />
      </FormField>
      <FormField
        form={form}
        name="queryTemplate"
        label="Query"
        hint="May hold {{variables}}."
        optional
      >
        <Textarea mono rows={2} maxLength={10_000} readOnly={readOnly} />
      </FormField>
    </FormDialog>
  );
}
