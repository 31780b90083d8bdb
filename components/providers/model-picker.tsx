"use client";
import { useQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { Combobox } from "@/components/ui/controls/combobox";
import { Select } from "@/components/ui/controls/select";
import type { ModelRef } from "@/lib/providers/contract";
import { connectionQueries } from "@/lib/providers/queries";

interface Props {
  project: string;
  /** Empty names: none is chosen yet. */
  model: ModelRef;
  onChange: (model: ModelRef) => void;
  labels: { connection: string; model: string };
  /** It may be taken away again. */
  optional?: boolean;
  size?: "sm" | "md";
  className?: string;
}

/** A model of one of the project's connections; one that the connection does not list is sent as it is written. */
export function ModelPicker(props: Props) {
  const { project, model, onChange, labels, optional = false, size = "md", className } = props;
  const { provider, name } = model;
  const { data: connections } = useQuery(connectionQueries.list(project));
  const { data: models } = useQuery({
    ...connectionQueries.models(project, provider),
    enabled: provider !== "",
  });
  const names = (connections?.data ?? []).map((connection) => connection.name);
  return (
    <div className={cn("grid grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] gap-2", className)}>
      <Select
        size={size}
        aria-label={labels.connection}
        value={provider}
        onChange={({ target }) => onChange({ provider: target.value, name: "" })}
      >
        {optional && <option value="">None</option>}
        {!names.includes(provider) && !(optional && provider === "") && (
          <option value={provider}>{provider || "Choose a connection…"}</option>
        )}
        {names.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Select>
      <Combobox
        free
        size={size}
        label={labels.model}
        placeholder="Name of the model"
        value={name}
        onValueChange={(next) => onChange({ provider, name: next })}
        options={(models?.data ?? []).map((one) => ({ value: one.name, label: one.name }))}
      />
    </div>
  );
}
