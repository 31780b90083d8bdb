"use client";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import type { ConnectionKind } from "@/lib/providers/contract";
import { KIND_LABEL } from "./provider-words";
import { type ConnectionFormOptions, useConnectionForm } from "./use-connection-form";

const KINDS = ["openai", "anthropic", "google", "openai-compatible"] as const;

export default function ConnectionDialog({ project, connection, onClose }: ConnectionFormOptions) {
  const form = useConnectionForm({ project, connection, onClose });
  const { kind, baseUrl } = form.values;
  const isCompatible = kind === "openai-compatible";
  const isMoved = connection !== null && baseUrl !== (connection.baseUrl ?? "");
  const needsKeyAgain = isMoved && connection.keyLastFour !== null;

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={connection ? `Edit ${connection.name}` : "Connect a model provider"}
      submitLabel="Save and test"
      buttonSize="sm"
    >
      {connection === null && <NewConnectionFields form={form} />}
      <FormField
        form={form}
        name="baseUrl"
        label="Address"
        optional={!isCompatible}
        hint={
          isCompatible
            ? "Ollama, vLLM, LM Studio or a gateway, like http://127.0.0.1:11434/v1."
            : "Leave it empty for the provider's own; fill it in for a gateway."
        }
      >
        <Input mono type="url" required={isCompatible} placeholder="https://" />
      </FormField>
      <FormField
        form={form}
        name="apiKey"
        label="API key"
        optional={isCompatible}
        hint={
          needsKeyAgain
            ? "Enter the key again: a stored key is never sent to another host."
            : connection?.keyLastFour
              ? `Leave it empty to keep …${connection.keyLastFour}.`
              : "Encrypted before it is stored; only its last four characters are shown."
        }
      >
        <Input
          type="password"
          autoComplete="off"
          required={(connection === null && !isCompatible) || needsKeyAgain}
        />
      </FormField>
      <LimitFields form={form} />
    </FormDialog>
  );
}

type Form = ReturnType<typeof useConnectionForm>;

/** What cannot be changed later. */
function NewConnectionFields({ form }: { form: Form }) {
  const { kind, name } = form.values;

  function followKind(next: ConnectionKind) {
    if (name === kind || name === "")
      form.change({ name: next === "openai-compatible" ? "" : next });
  }

  return (
    <>
      <FormField form={form} name="kind" label="Provider">
        <Select onChange={(event) => followKind(event.target.value as ConnectionKind)}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {KIND_LABEL[one]}
            </option>
          ))}
        </Select>
      </FormField>
      <FormField
        form={form}
        name="name"
        label="Name"
        hint="Versions refer to the connection by this name. It cannot be changed later."
      >
        <Input mono required />
      </FormField>
    </>
  );
}

function LimitFields({ form }: { form: Form }) {
  return (
    <div className="grid gap-4 grid-cols-2">
      <FormField
        form={form}
        name="requestsPerMinute"
        label="Requests a minute"
        optional
        hint="Of all runs, tries and judges together."
      >
        <Input type="number" min={1} step={1} />
      </FormField>
      <FormField
        form={form}
        name="tokensPerMinute"
        label="Tokens a minute"
        optional
        hint="Input and output. Empty: as many as the provider takes."
      >
        <Input type="number" min={1} step={1} />
      </FormField>
    </div>
  );
}
