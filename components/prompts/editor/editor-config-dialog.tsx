"use client";
import { JsonEditor } from "@/components/editor/json-editor";
import { FormControl } from "@/components/ui/forms/form-control";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { ApplicationConfig } from "@/lib/prompts/version-contract";
import { parseJsonObject } from "./editor-json";
import { PartDialog } from "./part-dialog";

interface Props {
  config: ApplicationConfig | undefined;
  /** Names what was typed here within the tab. */
  draftKey: string;
  readOnly: boolean;
  onClose: () => void;
  onSave: (config: ApplicationConfig | undefined) => void;
}

const parse = (text: string) =>
  parseJsonObject(text, 'a JSON object, for example { "queue": "gold" }');

export default function EditorConfigDialog(props: Props) {
  const { config, draftKey, readOnly, onClose, onSave } = props;
  const form = useZodForm({
    draftKey,
    defaultValues: { text: JSON.stringify(config ?? {}, null, 2) },
    check: ({ text }) => {
      const read = parse(text);
      return read.ok ? [] : [{ path: "text", message: read.message }];
    },
    schema: async () => (await import("@/lib/prompts/version-contract")).ApplicationConfig,
    toBody: ({ text }) => {
      const read = parse(text);
      return read.ok ? read.value : {};
    },
    save: async (body) => onSave(body),
    onSaved: onClose,
  });
  return (
    <PartDialog
      form={form}
      title="App config"
      description="What only your application reads. It is served with the prompt, reviewed with it, and never sent to the model."
      noun="config"
      isThere={config !== undefined}
      readOnly={readOnly}
      onClose={onClose}
      onRemove={() => onSave(undefined)}
    >
      <FormControl form={form} name="text">
        {({ value, onChange }) => (
          <div className="overflow-hidden rounded border border-border-strong">
            <JsonEditor
              ariaLabel="App config, a JSON object"
              value={value}
              readOnly={readOnly}
              minLines={10}
              maxLines={22}
              autoFocus
              onChange={onChange}
              onSubmit={form.submit}
            />
          </div>
        )}
      </FormControl>
    </PartDialog>
  );
}
