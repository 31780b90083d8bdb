import type { ReactNode } from "react";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Select } from "@/components/ui/controls/select";
import { Chip } from "@/components/ui/data/chip";
import { PROMPT_STATES, type PromptFilters } from "./use-prompt-filters";

interface Props {
  filters: PromptFilters;
  /** At its end. */
  children: ReactNode;
}

export function PromptFilterBar({ filters, children }: Props) {
  const { q, setQ, owner, setOwner, tag, setTag, isArchived, setArchived, only, setOnly } = filters;
  const { everyPrompt, owners, tags } = filters;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInput
        label="Name, text or owner"
        className="w-65"
        shortcut="/"
        value={q}
        onValueChange={(value) => setQ(value || null)}
      />
      <Select
        aria-label="Owner"
        className="w-36"
        value={owner}
        onChange={(event) => setOwner(event.target.value || null)}
      >
        <option value="">Any owner</option>
        {owners.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      {tags.length > 0 && (
        <Select
          aria-label="Tag"
          className="w-36"
          value={tag}
          onChange={(event) => setTag(event.target.value || null)}
        >
          <option value="">Any tag</option>
          {tags.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      )}
      {(["draft", "not-measured"] as const).map((filter) => (
        <Chip
          key={filter}
          n={everyPrompt.filter(PROMPT_STATES[filter]).length}
          pressed={only === filter}
          onClick={() => setOnly(only === filter ? null : filter)}
        >
          {filter === "draft" ? "Has a draft" : "Not measured"}
        </Chip>
      ))}
      <Chip pressed={isArchived} onClick={() => setArchived(isArchived ? null : true)}>
        Archived
      </Chip>
      {children}
    </div>
  );
}
