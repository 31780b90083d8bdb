"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Dialog } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import { parseProblem } from "@/lib/http/form-problem";
import type { ConnectionDetail, ConnectionKind } from "@/lib/providers/contract";
import { useCreateConnection, useTestConnection, useUpdateConnection } from "@/lib/providers/hooks";
import { KIND_LABEL } from "./connection-words";

const KINDS = ["openai", "anthropic", "google", "openai-compatible"] as const;

interface Props {
  project: string;
  /** null: a new one. */
  connection: ConnectionDetail | null;
  onClose: () => void;
}

export function ConnectionDialog({ project, connection, onClose }: Props) {
  const create = useCreateConnection(project);
  const edit = useUpdateConnection(project);
  const test = useTestConnection(project);
  const [kind, setKind] = useState<ConnectionKind>(connection?.kind ?? "openai");
  const [name, setName] = useState(connection?.name ?? "openai");
  const [baseUrl, setBaseUrl] = useState(connection?.baseUrl ?? "");
  const [apiKey, setApiKey] = useState("");
  const problem = parseProblem(create.error ?? edit.error, ["name", "baseUrl", "apiKey"]);
  const isCompatible = kind === "openai-compatible";
  const isMoved = connection !== null && baseUrl !== (connection.baseUrl ?? "");
  const needsKeyAgain = isMoved && connection.keyLastFour !== null;

  function chooseKind(next: ConnectionKind) {
    if (name === kind || name === "") setName(next === "openai-compatible" ? "" : next);
    setKind(next);
  }

  function submit() {
    const done = () => {
      onClose();
      test.mutate(name);
      toast(`${name} is saved and being tested`);
    };
    const key = apiKey.trim() ? { apiKey: apiKey.trim() } : {};
    if (connection === null) {
      const address = baseUrl.trim() ? { baseUrl: baseUrl.trim() } : {};
      create.mutate({ name, kind, ...address, ...key }, { onSuccess: done });
      return;
    }
    const address = isMoved ? { baseUrl: baseUrl.trim() || null } : {};
    edit.mutate({ connection: connection.name, ...address, ...key }, { onSuccess: done });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={connection ? `Edit ${connection.name}` : "Connect a model provider"}
      onSubmit={submit}
      footer={
        <>
          <Button size="sm" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="sm"
            type="submit"
            variant="primary"
            busy={create.isPending || edit.isPending}
          >
            Save and test
          </Button>
        </>
      }
    >
      {connection === null && (
        <>
          <Field label="Provider">
            <Select
              value={kind}
              onChange={(event) => chooseKind(event.target.value as ConnectionKind)}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {KIND_LABEL[one]}
                </option>
              ))}
            </Select>
          </Field>
          <Field
            label="Name"
            hint="Versions refer to the connection by this name. It cannot be changed later."
            error={problem.at("name") ?? (problem.code === "conflict" ? problem.whole : undefined)}
          >
            <Input mono required value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
        </>
      )}
      <Field
        label="Address"
        optional={!isCompatible}
        hint={
          isCompatible
            ? "Ollama, vLLM, LM Studio or a gateway, like http://127.0.0.1:11434/v1."
            : "Leave it empty for the provider's own; fill it in for a gateway."
        }
        error={problem.at("baseUrl")}
      >
        <Input
          mono
          type="url"
          required={isCompatible}
          placeholder="https://"
          value={baseUrl}
          onChange={(event) => setBaseUrl(event.target.value)}
        />
      </Field>
      <Field
        label="API key"
        optional={isCompatible}
        hint={
          needsKeyAgain
            ? "Enter the key again: a stored key is never sent to another host."
            : connection?.keyLastFour
              ? `Leave it empty to keep …${connection.keyLastFour}.`
              : "Encrypted before it is stored; only its last four characters are shown."
        }
        error={problem.at("apiKey")}
      >
        <Input
          type="password"
          autoComplete="off"
          required={(connection === null && !isCompatible) || needsKeyAgain}
          value={apiKey}
          onChange={(event) => setApiKey(event.target.value)}
        />
      </Field>
      <FormError>{problem.code === "conflict" ? null : problem.whole}</FormError>
    </Dialog>
  );
}
