"use client";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Dialog } from "@/components/ui/overlays/dialog";
import { linkClass } from "@/components/ui/text/link";
import { parseProblem } from "@/lib/http/form-problem";
import type { AnnouncementType } from "@/lib/notifications/contract";
import { useWebhookActions } from "@/lib/notifications/hooks";
import type { Webhook, WebhookWithSecret } from "@/lib/notifications/webhook-contract";
import { EVENTS, USUAL_EVENTS } from "./webhook-events";

interface Props {
  project: string;
  /** The one to change; null: a new one. */
  webhook: Webhook | null;
  onOpenChange: (open: boolean) => void;
  onMade: (made: WebhookWithSecret) => void;
}

export function WebhookDialog({ project, webhook, onOpenChange, onMade }: Props) {
  const { create, edit } = useWebhookActions(project);
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [format, setFormat] = useState<"json" | "slack">(webhook?.format ?? "json");
  const [types, setTypes] = useState<AnnouncementType[]>(webhook?.types ?? USUAL_EVENTS);
  const isAll = types.length === EVENTS.length;
  const mutation = webhook ? edit : create;
  const problem = parseProblem(mutation.error, ["url"]);

  function submit() {
    const body = { url: url.trim(), format, types };
    if (webhook) {
      edit.mutate({ id: webhook.id, ...body }, { onSuccess: () => onOpenChange(false) });
      return;
    }
    create.mutate(body, {
      onSuccess: (made) => {
        onMade(made);
        onOpenChange(false);
      },
    });
  }

  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={webhook ? "Change webhook" : "New webhook"}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            busy={mutation.isPending}
            disabled={!url.trim() || types.length === 0}
          >
            {webhook ? "Save" : "Create webhook"}
          </Button>
        </>
      }
    >
      <Field label="Address" error={problem.at("url")}>
        <Input
          mono
          required
          type="url"
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
      </Field>
      <RadioGroup
        label="Format"
        value={format}
        onValueChange={setFormat}
        options={[
          { value: "json", label: "JSON", hint: "all fields, for your own code" },
          { value: "slack", label: "Slack", hint: "one sentence with a link" },
        ]}
      />
      <fieldset className="grid gap-1.5">
        <legend className="label mb-1 flex w-full items-baseline">
          Send when
          <button
            type="button"
            className={cn(linkClass, "text-12 ml-auto")}
            onClick={() => setTypes(isAll ? [] : EVENTS.map(([type]) => type))}
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
              setTypes(
                event.target.checked ? [...types, type] : types.filter((one) => one !== type),
              )
            }
          />
        ))}
      </fieldset>
      <FormError>{problem.whole}</FormError>
    </Dialog>
  );
}
