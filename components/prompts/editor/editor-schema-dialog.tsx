"use client";
import { useState } from "react";
import { JsonEditor, jsonSchemaOfSchemas } from "@/components/editor/json-editor";
import { FormControl } from "@/components/ui/forms/form-control";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { JsonSchema } from "@/lib/providers/contract";
import { parseJsonObject } from "./editor-json";
import { PartDialog } from "./part-dialog";

interface Props {
  schema: JsonSchema | undefined;
  /** Names what was typed here within the tab. */
  draftKey: string;
  readOnly: boolean;
  onClose: () => void;
  onSave: (schema: JsonSchema | undefined) => void;
}

const emptySchema = {
  type: "object",
  properties: { answer: { type: "string" } },
  required: ["answer"],
  additionalProperties: false,
};

export default function EditorSchemaDialog(props: Props) {
  const { schema, draftKey, readOnly, onClose, onSave } = props;
  const [problems, setProblems] = useState<readonly string[]>([]);
  const form = useZodForm({
    draftKey,
    defaultValues: { text: JSON.stringify(schema ?? emptySchema, null, 2) },
    check: ({ text }) => {
      const read = parseJsonObject(text);
      const message = read.ok ? problems[0] : read.message;
      return message ? [{ path: "text", message }] : [];
    },
    schema: async () => (await import("@/lib/providers/contract")).JsonSchema,
    toBody: ({ text }) => {
      const read = parseJsonObject(text);
      return read.ok ? read.value : {};
    },
    save: async (body) => onSave(body),
    onSaved: onClose,
  });
  return (
    <PartDialog
      form={form}
      title="Output schema"
      description="The model is asked for JSON of this shape, with the provider’s structured output where available."
      noun="schema"
      isThere={schema !== undefined}
      readOnly={readOnly}
      onClose={onClose}
      onRemove={() => onSave(undefined)}
    >
      <FormControl form={form} name="text">
        {({ value, onChange }) => (
          <div className="overflow-hidden rounded border border-border-strong">
            <JsonEditor
              ariaLabel="Output schema, a JSON Schema"
              value={value}
              readOnly={readOnly}
              schema={jsonSchemaOfSchemas}
              minLines={14}
              maxLines={22}
              autoFocus
              onChange={onChange}
              onProblems={setProblems}
              onSubmit={form.submit}
            />
          </div>
        )}
      </FormControl>
    </PartDialog>
  );
}
