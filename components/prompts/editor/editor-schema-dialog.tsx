"use client";
import { useState } from "react";
import { JsonEditor, jsonSchemaOfSchemas } from "@/components/editor/json-editor";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { JsonSchema } from "@/lib/providers/contract";
import { readJsonObject } from "./editor-json";

interface Props {
  schema: JsonSchema | undefined;
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

export default function EditorSchemaDialog({ schema, readOnly, onClose, onSave }: Props) {
  const [text, setText] = useState(() => JSON.stringify(schema ?? emptySchema, null, 2));
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isChecked, setChecked] = useState(false);
  const read = readJsonObject(text);
  const problem = read.ok ? (problems[0] ?? null) : read.message;

  function save() {
    setChecked(true);
    if (problem || !read.ok) return;
    onSave(read.value);
    onClose();
  }

  return (
    <Dialog
      open
      sticky
      size="md"
      onOpenChange={onClose}
      title="Output schema"
      description="The model is asked for JSON of this shape, with the provider’s structured output where available."
      footer={
        readOnly ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            {schema && (
              <Button
                variant="danger"
                className="mr-auto"
                onClick={() => {
                  onSave(undefined);
                  onClose();
                }}
              >
                Remove schema
              </Button>
            )}
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" onClick={save}>
              {schema ? "Keep changes" : "Add schema"}
            </Button>
          </>
        )
      }
    >
      <div className="overflow-hidden rounded border border-border-strong">
        <JsonEditor
          ariaLabel="Output schema, a JSON Schema"
          value={text}
          readOnly={readOnly}
          schema={jsonSchemaOfSchemas}
          minLines={14}
          maxLines={22}
          autoFocus
          onChange={setText}
          onProblems={setProblems}
          onSubmit={save}
        />
      </div>
      {isChecked && problem && <FormError>{problem}</FormError>}
    </Dialog>
  );
}
