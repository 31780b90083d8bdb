"use client";
import { useQuery } from "@tanstack/react-query";
import { Combobox } from "@/components/ui/controls/combobox";
import { Field } from "@/components/ui/controls/field";
import { Select } from "@/components/ui/controls/select";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { connectionQueries } from "@/lib/providers/queries";

interface Props {
  project: string;
  content: Pick<VersionContent, "model"> | undefined;
  provider: string;
  modelName: string;
  onChange: (model: { provider: string; modelName: string }) => void;
  error: string | undefined;
}

/** The version's own model, or another one for this run alone. */
export function NewRunModel({ project, content, provider, modelName, onChange, error }: Props) {
  const connections = useQuery(connectionQueries.list(project));
  const models = useQuery({
    ...connectionQueries.models(project, provider),
    enabled: provider !== "",
  });
  const promptModel = content ? `${content.model.provider} / ${content.model.name}` : "";
  return (
    <div className={provider ? "grid gap-4 md:grid-cols-2" : ""}>
      <Field label="Model" error={error}>
        <Select
          value={provider}
          onChange={({ target }) => onChange({ provider: target.value, modelName: "" })}
        >
          <option value="">As in the version: {promptModel}</option>
          {(connections.data?.data ?? []).map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Field>
      {provider && (
        <Field label="Model's name" hint="A run with another model is flagged when compared.">
          <Combobox
            free
            label="Model's name"
            value={modelName}
            onValueChange={(next) => onChange({ provider, modelName: next })}
            options={(models.data?.data ?? []).map(({ name }) => ({ value: name, label: name }))}
          />
        </Field>
      )}
    </div>
  );
}
