"use client";
import { useState } from "react";
import { JsonEditor, jsonSchemaOfSchemas } from "@/components/editor/json-editor";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { ToolDefinition } from "@/lib/providers/contract";
import { readJsonObject } from "./editor-json";

interface Props {
  tool: ToolDefinition | undefined;
  others: readonly string[];
  readOnly: boolean;
  onClose: () => void;
  onSave: (tool: ToolDefinition) => void;
  onRemove: () => void;
}

const emptyParameters = { type: "object", properties: {}, required: [] };

export default function EditorToolDialog(props: Props) {
  const { tool, others, readOnly, onClose, onSave, onRemove } = props;
  const [name, setName] = useState(tool?.name ?? "");
  const [description, setDescription] = useState(tool?.description ?? "");
  const [parameters, setParameters] = useState(() =>
    JSON.stringify(tool?.parameters ?? emptyParameters, null, 2),
  );
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isChecked, setChecked] = useState(false);
  const nameProblem = others.includes(name)
    ? `Another tool is called “${name}”.`
    : /^[a-zA-Z0-9_-]{1,64}$/.test(name)
      ? null
      : "1 to 64 letters, digits, _ or -: providers accept no others.";
  const read = readJsonObject(parameters);
  const schemaProblem = !read.ok
    ? read.message
    : read.value.type === "object"
      ? (problems[0] ?? null)
      : 'The parameters need "type": "object": providers call a tool with named arguments.';

  function save() {
    setChecked(true);
    if (nameProblem || schemaProblem || !read.ok) return;
    onSave({ name, ...(description ? { description } : {}), parameters: read.value });
    onClose();
  }

  return (
    <Dialog
      open
      sticky
      size="md"
      onOpenChange={onClose}
      title={
        tool ? (
          <>
            Tool <code>{tool.name}</code>
          </>
        ) : (
          "Add a tool"
        )
      }
      footer={
        readOnly ? (
          <Button onClick={onClose}>Close</Button>
        ) : (
          <>
            {tool && (
              <Button
                variant="danger"
                className="mr-auto"
                onClick={() => {
                  onRemove();
                  onClose();
                }}
              >
                Remove tool
              </Button>
            )}
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" onClick={save}>
              {tool ? "Keep changes" : "Add tool"}
            </Button>
          </>
        )
      }
    >
      <Field label="Name" error={isChecked ? nameProblem : null}>
        <Input
          mono
          autoFocus={!tool}
          value={name}
          readOnly={readOnly}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label="Description" hint="Tells the model when to call the tool." optional>
        <Textarea
          rows={2}
          maxLength={4000}
          value={description}
          readOnly={readOnly}
          onChange={(event) => setDescription(event.target.value)}
        />
      </Field>
      <div className="grid gap-1">
        <span className="label">Parameters, a JSON Schema</span>
        <div className="overflow-hidden rounded border border-border-strong">
          <JsonEditor
            ariaLabel="Parameters, a JSON Schema"
            value={parameters}
            readOnly={readOnly}
            schema={jsonSchemaOfSchemas}
            minLines={8}
            maxLines={18}
            onChange={setParameters}
            onProblems={setProblems}
            onSubmit={save}
          />
        </div>
        {isChecked && schemaProblem && <FormError>{schemaProblem}</FormError>}
      </div>
    </Dialog>
  );
}
