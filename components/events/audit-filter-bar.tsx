"use client";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { SearchInput } from "@/components/ui/controls/search-input";
import { Select } from "@/components/ui/controls/select";
import { EVENT_GROUPS } from "./event-groups";

/** Who, what and when, in the address. */
export function useAuditFilters() {
  return useQueryStates({
    actor: parseAsString.withDefault(""),
    type: parseAsString.withDefault(""),
    from: parseAsString.withDefault(""),
    to: parseAsString.withDefault(""),
  });
}

interface Props {
  filters: ReturnType<typeof useAuditFilters>[0];
  setFilters: ReturnType<typeof useAuditFilters>[1];
  /** null: there is nothing to clear. */
  clear: (() => void) | null;
}

export function AuditFilterBar({ filters, setFilters, clear }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-b px-4 py-2">
      <SearchInput
        label="Who"
        size="sm"
        shortcut="/"
        value={filters.actor}
        onValueChange={(actor) => void setFilters({ actor }, { limitUrlUpdates: debounce(250) })}
      />
      <Select
        size="sm"
        aria-label="What"
        className="w-40"
        value={filters.type}
        onChange={(event) => void setFilters({ type: event.target.value })}
      >
        <option value="">all events</option>
        {EVENT_GROUPS.map(([start, label]) => (
          <option key={start} value={start}>
            {label}
          </option>
        ))}
        {filters.type && !EVENT_GROUPS.some(([start]) => start === filters.type) && (
          <option value={filters.type}>{filters.type}</option>
        )}
      </Select>
      <Input
        size="sm"
        type="date"
        aria-label="From"
        className="w-36"
        value={filters.from}
        onChange={(event) => void setFilters({ from: event.target.value })}
      />
      <span className="text-12 text-text-2">to</span>
      <Input
        size="sm"
        type="date"
        aria-label="To"
        className="w-36"
        value={filters.to}
        onChange={(event) => void setFilters({ to: event.target.value })}
      />
      {clear && (
        <Button size="sm" variant="ghost" onClick={clear}>
          Clear
        </Button>
      )}
    </div>
  );
}
