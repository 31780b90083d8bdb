"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Select } from "@/components/ui/controls/select";
import { useSearchText } from "@/components/ui/controls/use-search-text";
import { Chip } from "@/components/ui/data/chip";
import { promptQueries } from "@/lib/prompts/queries";

const STATUSES = ["queued", "running", "completed", "cancelled", "failed"] as const;
const filtersInAddress = {
  q: parseAsString.withDefault(""),
  prompt: parseAsString,
  status: parseAsStringLiteral(STATUSES),
  split: parseAsStringLiteral(["development", "holdout"]),
  mine: parseAsBoolean.withDefault(false),
};

/** The filters of the list, all of them in the address; `prompt` is the one of the page. */
export function useRunFilters(prompt: string | undefined) {
  const [state, set] = useQueryStates(filtersInAddress);
  const [text, setText] = useSearchText(state.q, (search) => void set({ q: search }));
  const name = prompt ?? state.prompt;
  return {
    ...{ state, set, text, setText },
    isFiltered: Boolean(state.q || state.prompt || state.status || state.split || state.mine),
    query: {
      ...(name ? { prompt: name } : {}),
      ...(state.q ? { q: state.q } : {}),
      ...(state.status ? { status: state.status } : {}),
      ...(state.split ? { split: state.split } : {}),
      ...(state.mine ? { mine: "true" as const } : {}),
    },
  };
}

interface Props {
  project: string;
  filters: ReturnType<typeof useRunFilters>;
  isOfOnePrompt: boolean;
}

export function RunFilterBar({ project, filters, isOfOnePrompt }: Props) {
  const { state, set, text, setText } = filters;
  const { data: prompts } = useQuery({
    ...promptQueries.list(project, { kind: "any" }),
    enabled: !isOfOnePrompt,
  });
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        label="Number, prompt, set, person"
        className="w-60"
        shortcut="/"
        value={text}
        onValueChange={setText}
      />
      {!isOfOnePrompt && (
        <Select
          aria-label="Prompt"
          className="w-48"
          value={state.prompt ?? ""}
          onChange={(event) => set({ prompt: event.target.value || null })}
        >
          <option value="">Any prompt</option>
          {prompts?.data.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      )}
      <Select
        aria-label="Status"
        className="w-36"
        value={state.status ?? ""}
        onChange={(event) =>
          set({ status: STATUSES.find((one) => one === event.target.value) ?? null })
        }
      >
        <option value="">Any status</option>
        {STATUSES.map((status) => (
          <option key={status}>{status}</option>
        ))}
      </Select>
      <Chip pressed={state.mine} onClick={() => set({ mine: state.mine ? null : true })}>
        Mine
      </Chip>
      <Chip
        pressed={state.split === "holdout"}
        onClick={() => set({ split: state.split === "holdout" ? null : "holdout" })}
      >
        Holdout
      </Chip>
    </div>
  );
}
