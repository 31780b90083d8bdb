"use client";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Segmented } from "@/components/ui/controls/segmented";
import type { ToolConfig } from "@/lib/prompts/chain/chain-content";
import type { StepFormProps } from "../chain-desk";
import { AddressAuth } from "./address-auth";
import { AddressField } from "./address-field";
import { CannedAnswers } from "./canned-answers";
import { SchemaField } from "./schema-field";

/** What a tool is called with, and who answers. */
export default function ToolStepForm({ desk, step, onChange, problemAt }: StepFormProps<"tool">) {
  const { config } = step;
  const { tool, url, canned = [], outputSchema } = config;
  const set = (next: ToolConfig) => onChange({ ...step, config: next });
  const { readOnly } = desk;
  return (
    <div className="grid gap-3">
      <ToolName
        {...{ tool, readOnly }}
        error={problemAt("config.tool.name")}
        onChange={(next) => set({ ...config, tool: next })}
      />
      <SchemaField
        label="Parameters"
        value={tool.parameters}
        starter={tool.parameters}
        readOnly={readOnly}
        onChange={(parameters) => set({ ...config, tool: { ...tool, parameters } })}
      />
      <Answerer {...{ desk, config, problemAt }} onChange={set} />
      <CannedAnswers
        {...{ canned, readOnly }}
        error={url === undefined ? problemAt("config.url") : undefined}
        onChange={(next) => {
          const { canned: _, ...rest } = config;
          set(next.length > 0 || url === undefined ? { ...rest, canned: next } : rest);
        }}
      />
      <SchemaField
        label="Output schema"
        hint="With it, later steps know what the tool gives."
        value={outputSchema}
        starter={{ type: "object", properties: {} }}
        readOnly={readOnly}
        onRemove={() => {
          const { outputSchema: _, ...rest } = config;
          set(rest);
        }}
        onChange={(next) => set({ ...config, outputSchema: next })}
      />
    </div>
  );
}

interface ToolNameProps {
  tool: ToolConfig["tool"];
  readOnly: boolean;
  error: string | undefined;
  onChange: (tool: ToolConfig["tool"]) => void;
}

function ToolName({ tool, readOnly, error, onChange }: ToolNameProps) {
  return (
    <div className="grid gap-3 md:grid-cols-2">
      <Field label="Tool" error={error}>
        <Input
          size="sm"
          mono
          placeholder="lookup_payments"
          readOnly={readOnly}
          value={tool.name}
          onChange={({ target }) => onChange({ ...tool, name: target.value })}
        />
      </Field>
      <Field label="Description" optional>
        <Input
          size="sm"
          readOnly={readOnly}
          value={tool.description ?? ""}
          onChange={({ target }) => {
            const { description: _, ...rest } = tool;
            const text = target.value;
            onChange(text ? { ...rest, description: text } : rest);
          }}
        />
      </Field>
    </div>
  );
}

interface AnswererProps extends Pick<StepFormProps<"tool">, "desk" | "problemAt"> {
  config: ToolConfig;
  onChange: (config: ToolConfig) => void;
}

/** Canned answers, or an address that is called. */
function Answerer({ desk, config, problemAt, onChange }: AnswererProps) {
  const { url, auth, canned = [] } = config;
  const { readOnly } = desk;
  return (
    <>
      <Segmented
        className="justify-self-start"
        label="Who answers"
        value={url === undefined ? "canned" : "url"}
        onValueChange={(next) => {
          if (readOnly) return;
          const { url: _, auth: __, ...rest } = config;
          onChange(next === "url" ? { ...rest, url: url ?? "" } : { ...rest, canned });
        }}
        options={[
          { value: "canned", label: "Canned answers" },
          { value: "url", label: "An address" },
        ]}
      />
      {url !== undefined && (
        <>
          <AddressField
            value={url}
            hint="Gets the arguments as JSON by POST, and answers with JSON. A run can use the canned answers instead."
            readOnly={readOnly}
            error={problemAt("config.url")}
            onChange={(next) => onChange({ ...config, url: next })}
          />
          <AddressAuth
            project={desk.project}
            {...{ url, auth, readOnly, problemAt }}
            onChange={(next) => {
              const { auth: _, ...rest } = config;
              onChange(next ? { ...rest, auth: next } : rest);
            }}
          />
        </>
      )}
    </>
  );
}
