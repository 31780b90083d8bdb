"use client";
import { useState } from "react";
import { JsonEditor, jsonSchemaOfSchemas } from "@/components/editor/json-editor";
import { Button } from "@/components/ui/controls/button";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { JsonSchema } from "@/lib/providers/contract";
import { parseJsonObject } from "./editor-json";

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
  const remove = () => {
    onSave(undefined);
    onClose();
  };

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      sticky
      size="md"
      title="Output schema"
      description="The model is asked for JSON of this shape, with the provider’s structured output where available."
      submitLabel={schema ? "Keep changes" : "Add schema"}
      isReadOnly={readOnly}
      aside={
        schema &&
        !readOnly && (
          <Button variant="danger" className="mr-auto" onClick={remove}>
            Remove schema
          </Button>
        )
      }
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
    </FormDialog>
  );
}
