"use client";
import { useState } from "react";
import { JsonEditor, jsonSchemaOfSchemas } from "@/components/editor/json-editor";
import { Input } from "@/components/ui/controls/input";
import { labelClass } from "@/components/ui/controls/label-class";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { FieldError } from "@/lib/http/app-error";
import type { ToolDefinition } from "@/lib/providers/contract";
import { parseJsonObject } from "./editor-json";
import { PartDialog } from "./part-dialog";

interface Props {
  tool: ToolDefinition | undefined;
  others: readonly string[];
  /** Names what was typed here within the tab. */
  draftKey: string;
  readOnly: boolean;
  onClose: () => void;
  onSave: (tool: ToolDefinition) => void;
  onRemove: () => void;
}

const emptyParameters = { type: "object", properties: {}, required: [] };

export default function EditorToolDialog(props: Props) {
  const { tool, readOnly, onClose, onRemove } = props;
  const [problems, setProblems] = useState<readonly string[]>([]);
  const form = useToolForm(props, problems);
  return (
    <PartDialog
      form={form}
      title={
        tool ? (
          <>
            Tool <code>{tool.name}</code>
          </>
        ) : (
          "Add a tool"
        )
      }
      noun="tool"
      isThere={tool !== undefined}
      readOnly={readOnly}
      onClose={onClose}
      onRemove={onRemove}
    >
      <FormField form={form} name="name" label="Name">
        <Input mono autoFocus={!tool} readOnly={readOnly} />
      </FormField>
      <FormField
        form={form}
        name="description"
        label="Description"
        hint="Tells the model when to call the tool."
        optional
      >
        <Textarea rows={2} maxLength={4000} readOnly={readOnly} />
      </FormField>
      <FormControl form={form} name="parameters">
        {({ value, onChange }) => (
          <div className="grid gap-1">
            <span className={labelClass}>Parameters, a JSON Schema</span>
            <div className="overflow-hidden rounded border border-border-strong">
              <JsonEditor
                ariaLabel="Parameters, a JSON Schema"
                value={value}
                readOnly={readOnly}
                schema={jsonSchemaOfSchemas}
                minLines={8}
                maxLines={18}
                onChange={onChange}
                onProblems={setProblems}
                onSubmit={form.submit}
              />
            </div>
          </div>
        )}
      </FormControl>
    </PartDialog>
  );
}

/** `problems` are what the JSON editor found in the parameters. */
function useToolForm(props: Props, problems: readonly string[]) {
  const { tool, others, draftKey, onClose, onSave } = props;
  return useZodForm({
    draftKey,
    defaultValues: {
      name: tool?.name ?? "",
      description: tool?.description ?? "",
      parameters: JSON.stringify(tool?.parameters ?? emptyParameters, null, 2),
    },
    check: ({ name, parameters }) => {
      const message = problemOf(parameters, problems);
      const errors: FieldError[] = message ? [{ path: "parameters", message }] : [];
      if (others.includes(name))
        errors.push({ path: "name", message: `Another tool is called “${name}”.` });
      return errors;
    },
    schema: async () => (await import("@/lib/providers/contract")).ToolDefinition,
    toBody: ({ name, description, parameters }) => {
      const read = parseJsonObject(parameters);
      return {
        name,
        ...(description ? { description } : {}),
        parameters: read.ok ? read.value : {},
      };
    },
    save: async (definition) => onSave(definition),
    onSaved: onClose,
  });
}

function problemOf(parameters: string, problems: readonly string[]): string | undefined {
  const read = parseJsonObject(parameters);
  if (!read.ok) return read.message;
  if (read.value.type === "object") return problems[0];
  return 'The parameters need "type": "object": providers call a tool with named arguments.';
}
