"use client";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { optionalNumberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { ConnectionDetail, ConnectionKind } from "@/lib/providers/contract";
import { useCreateConnection, useTestConnection, useUpdateConnection } from "@/lib/providers/hooks";
import { KIND_LABEL } from "./provider-words";

const KINDS = ["openai", "anthropic", "google", "openai-compatible"] as const;

interface Props {
  project: string;
  /** null: a new one. */
  connection: ConnectionDetail | null;
  onClose: () => void;
}

export default function ConnectionDialog({ project, connection, onClose }: Props) {
  const create = useCreateConnection(project);
  const update = useUpdateConnection(project);
  const test = useTestConnection(project);
  const form = useZodForm({
    draftKey: `connection ${project} ${connection?.name ?? ""}`,
    defaultValues: {
      kind: connection?.kind ?? ("openai" as ConnectionKind),
      name: connection?.name ?? "openai",
      baseUrl: connection?.baseUrl ?? "",
      apiKey: "",
      requestsPerMinute: limitText(connection?.requestsPerMinute),
      tokensPerMinute: limitText(connection?.tokensPerMinute),
    },
    schema: async () => {
      const contract = await import("@/lib/providers/contract");
      return connection ? contract.UpdateConnection : contract.ConnectionInput;
    },
    toBody: (values) => {
      const baseUrl = values.baseUrl.trim();
      const apiKey = values.apiKey.trim();
      const key = apiKey ? { apiKey } : {};
      const limits = {
        requestsPerMinute: optionalNumberOf(values.requestsPerMinute),
        tokensPerMinute: optionalNumberOf(values.tokensPerMinute),
      };
      if (!connection) {
        const { kind, name } = values;
        return { kind, name, ...(baseUrl ? { baseUrl } : {}), ...key, ...limits };
      }
      const isMoved = values.baseUrl !== (connection.baseUrl ?? "");
      return { ...(isMoved ? { baseUrl: baseUrl || null } : {}), ...key, ...limits };
    },
    save: (body) =>
      "kind" in body
        ? create.mutateAsync(body)
        : update.mutateAsync({ connection: connection?.name ?? "", ...body }),
    fieldOfCode: { conflict: "name" },
    onSaved: ({ name }) => {
      onClose();
      test.mutate(name);
      toast(`${name} is saved and being tested`);
    },
  });
  const { kind, name, baseUrl } = form.values;
  const isCompatible = kind === "openai-compatible";
  const isMoved = connection !== null && baseUrl !== (connection.baseUrl ?? "");
  const needsKeyAgain = isMoved && connection.keyLastFour !== null;

  function followKind(next: ConnectionKind) {
    if (name === kind || name === "")
      form.change({ name: next === "openai-compatible" ? "" : next });
  }

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={connection ? `Edit ${connection.name}` : "Connect a model provider"}
      submitLabel="Save and test"
      buttonSize="sm"
    >
      {connection === null && (
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
      )}
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
    </FormDialog>
  );
}

const limitText = (limit: number | null | undefined): string =>
  limit == null ? "" : String(limit);
