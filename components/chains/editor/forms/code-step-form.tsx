"use client";
import { CodeEditor } from "@/components/editor/code-editor";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import type { StepFormProps } from "../chain-desk";
import { SchemaField } from "./schema-field";

/** The body of a function of the step's inputs. */
export default function CodeStepForm({ desk, step, onChange, problemAt }: StepFormProps<"code">) {
  const { config } = step;
  const problem = problemAt("config.code");
  return (
    <div className="grid gap-3">
      <div className="grid gap-1">
        <span className={labelClass}>Code</span>
        <div className="overflow-hidden rounded border border-border-strong">
          <CodeEditor
            ariaLabel={`Code of ${step.key}`}
            value={config.code}
            readOnly={desk.readOnly}
            minLines={5}
            maxLines={24}
            onChange={(code) => onChange({ ...step, config: { ...config, code } })}
          />
        </div>
        <p className={hintClass}>
          The body of a JavaScript function of <code>input</code>, which holds the inputs above. It
          returns JSON, and reaches neither network nor files.
        </p>
        {problem && <p className="m-0 text-12 text-fail">{problem}</p>}
      </div>
      <SchemaField
        label="Output schema"
        hint="With it, later steps know what the code gives."
        value={config.outputSchema}
        starter={{ type: "object", properties: {} }}
        readOnly={desk.readOnly}
        onRemove={() => {
          const { outputSchema: _, ...rest } = config;
          onChange({ ...step, config: rest });
        }}
        onChange={(outputSchema) => onChange({ ...step, config: { ...config, outputSchema } })}
      />
    </div>
  );
}
