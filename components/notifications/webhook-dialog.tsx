"use client";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Input } from "@/components/ui/controls/input";
import { labelClass } from "@/components/ui/controls/label-class";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { linkClass } from "@/components/ui/text/link-class";
import type { AnnouncementType } from "@/lib/notifications/contract";
import { useWebhookActions } from "@/lib/notifications/hooks";
import type { Webhook, WebhookWithSecret } from "@/lib/notifications/webhook-contract";
import { EVENTS, USUAL_EVENTS } from "./webhook-events";

interface Props {
  project: string;
  /** The one to change; null: a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  onCreated: (webhook: WebhookWithSecret) => void;
}

export default function WebhookDialog({ project, webhook, onClose, onCreated }: Props) {
  const { create, edit } = useWebhookActions(project);
  const form = useZodForm({
    draftKey: `webhook ${project} ${webhook?.id ?? ""}`,
    defaultValues: {
      url: webhook?.url ?? "",
      format: webhook?.format ?? "json",
      types: webhook?.types ?? USUAL_EVENTS,
    },
    schema: async () => (await import("@/lib/notifications/webhook-contract")).CreateWebhook,
    toBody: (values) => ({ ...values, url: values.url.trim() }),
    save: async (body) => {
      if (webhook) await edit.mutateAsync({ id: webhook.id, ...body });
      else onCreated(await create.mutateAsync(body));
    },
    onSaved: onClose,
  });
  const { url, types } = form.values;

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={webhook ? "Change webhook" : "New webhook"}
      submitLabel={webhook ? "Save" : "Create webhook"}
      canSubmit={url.trim() !== "" && types.length > 0}
    >
      <FormField form={form} name="url" label="Address">
        <Input mono required type="url" placeholder="https://" />
      </FormField>
      <FormControl form={form} name="format">
        {({ value, onChange }) => (
          <RadioGroup
            label="Format"
            value={value}
            onValueChange={onChange}
            options={[
              { value: "json", label: "JSON", hint: "all fields, for your own code" },
              { value: "slack", label: "Slack", hint: "one sentence with a link" },
            ]}
          />
        )}
      </FormControl>
      <FormControl form={form} name="types">
        {({ value, onChange }) => <EventChoice types={value} onChange={onChange} />}
      </FormControl>
    </FormDialog>
  );
}

interface EventChoiceProps {
  types: AnnouncementType[];
  onChange: (types: AnnouncementType[]) => void;
}

function EventChoice({ types, onChange }: EventChoiceProps) {
  const isAll = types.length === EVENTS.length;
  return (
    <fieldset className="grid gap-1.5">
      <legend className={cn(labelClass, "mb-1 flex w-full items-baseline")}>
        Send when
        <button
          type="button"
          className={cn(linkClass, "text-12 ml-auto")}
          onClick={() => onChange(isAll ? [] : EVENTS.map(([type]) => type))}
        >
          {isAll ? "none" : "all of them"}
        </button>
      </legend>
      {EVENTS.map(([type, words]) => (
        <Checkbox
          key={type}
          label={words}
          checked={types.includes(type)}
          onChange={(event) =>
            onChange(event.target.checked ? [...types, type] : types.filter((one) => one !== type))
          }
        />
      ))}
    </fieldset>
  );
}
