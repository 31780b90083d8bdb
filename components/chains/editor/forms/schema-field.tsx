"use client";
import { useState } from "react";
import { JsonEditor, jsonSchemaOfSchemas } from "@/components/editor/json-editor";
import { parseJsonObject } from "@/components/prompts/editor/editor-json";
import { Button } from "@/components/ui/controls/button";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import type { JsonSchema } from "@/lib/providers/contract";

interface Props {
  label: string;
  hint?: string;
  value: JsonSchema | undefined;
  /** What it begins with when it is added. */
  starter: JsonSchema;
  readOnly: boolean;
  /** undefined takes it away; without it the schema has to stay. */
  onRemove?: () => void;
  onChange: (schema: JsonSchema) => void;
}

/** A JSON Schema. Text that is not JSON yet stays in the field and is not passed on. */
export function SchemaField(props: Props) {
  const { label, hint, value, starter, readOnly, onRemove, onChange } = props;
  const [text, setText] = useState(() => JSON.stringify(value ?? starter, null, 2));
  const read = parseJsonObject(text);
  if (value === undefined) {
    if (readOnly) return null;
    return (
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={() => onChange(starter)}>
          Add {label.toLowerCase()}
        </Button>
        {hint && <span className={hintClass}>{hint}</span>}
      </div>
    );
  }
  return (
    <div className="grid gap-1">
      <span className="flex items-baseline gap-2">
        <span className={labelClass}>{label}</span>
        {onRemove && !readOnly && (
          <Button size="xs" variant="ghost" className="ml-auto" onClick={onRemove}>
            Remove
          </Button>
        )}
      </span>
      <div className="overflow-hidden rounded border border-border-strong">
        <JsonEditor
          ariaLabel={`${label}, a JSON Schema`}
          value={text}
          readOnly={readOnly}
          schema={jsonSchemaOfSchemas}
          minLines={4}
          maxLines={18}
          onChange={(next) => {
            setText(next);
            const parsed = parseJsonObject(next);
            if (parsed.ok) onChange(parsed.value);
          }}
        />
      </div>
      {hint && <p className={hintClass}>{hint}</p>}
      {!read.ok && (
        <p className="m-0 text-12 text-fail" role="alert">
          {read.message}
        </p>
      )}
    </div>
  );
}
