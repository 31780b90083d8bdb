"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { Options } from "@/components/ui/controls/options";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { promptQueries } from "@/lib/prompts/queries";

const inAddress = {
  prompt: parseAsString,
  environment: parseAsString,
  state: parseAsStringLiteral(["active", "ended"]),
};

export const useRolloutFilters = () => useQueryStates(inAddress);

interface Props {
  project: string;
  environments: string[];
  filters: ReturnType<typeof useRolloutFilters>[0];
  setFilters: ReturnType<typeof useRolloutFilters>[1];
}

export function RolloutFilterBar({ project, environments, filters, setFilters: set }: Props) {
  const { prompt, environment, state } = filters;
  const { data: prompts } = useQuery(promptQueries.list(project, { kind: "any" }));
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <Segmented
        label="State"
        value={state ?? "all"}
        onValueChange={(value) => void set({ state: value === "all" ? null : value })}
        options={[
          { value: "all", label: "All" },
          { value: "active", label: "Rolling out" },
          { value: "ended", label: "Ended" },
        ]}
      />
      <Select
        size="sm"
        className="w-48"
        aria-label="Prompt"
        value={prompt ?? ""}
        onChange={(event) => void set({ prompt: event.target.value || null })}
      >
        <option value="">Any prompt</option>
        <Options
          options={prompts?.data.map(({ name }) => name) ?? []}
          value={prompts ? prompt : null}
        />
      </Select>
      <Select
        size="sm"
        className="w-36"
        aria-label="Environment"
        value={environment ?? ""}
        onChange={(event) => void set({ environment: event.target.value || null })}
      >
        <option value="">Anywhere</option>
        <Options options={environments} value={environment} />
      </Select>
    </div>
  );
}
