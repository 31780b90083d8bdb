"use client";
import { useState } from "react";
import { FILTER_NAMES, type FilterName } from "@/components/traces/trace-address";
import { Button } from "@/components/ui/controls/button";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { ConditionRows } from "./condition-rows";
import { type FilterDraft, TraceFilterFields } from "./trace-filter-fields";

interface Props {
  project: string;
  filters: TraceFilters;
  fixed: readonly FilterName[];
  models: readonly string[];
  onApply: (filters: TraceFilters) => void;
}

const NUMBERS: readonly FilterName[] = [
  "version",
  "minLatencyMs",
  "maxLatencyMs",
  "minCostUsd",
  "maxCostUsd",
];

/** Every filter there is; nothing is asked until it is applied. */
export function TraceFilterForm({ project, filters, fixed, models, onApply }: Props) {
  const [draft, setDraft] = useState<FilterDraft>(
    () =>
      Object.fromEntries(FILTER_NAMES.map((name) => [name, draftOf(name, filters)])) as FilterDraft,
  );
  const change = (part: Partial<FilterDraft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(readDraft(draft));
      }}
    >
      <TraceFilterFields {...{ project, fixed, models, draft, change }} />
      <ConditionRows where={draft.where} onChange={(where) => change({ where })} />
      <div className="flex justify-end gap-2">
        <Button
          size="sm"
          variant="ghost"
          onClick={() =>
            onApply(Object.fromEntries(fixed.map((name) => [name, filters[name]])) as TraceFilters)
          }
        >
          Clear all
        </Button>
        <Button size="sm" variant="primary" type="submit">
          Apply
        </Button>
      </div>
    </form>
  );
}

function draftOf(name: FilterName, filters: TraceFilters): string {
  const value = filters[name];
  if (value === undefined) return "";
  return name === "from" || name === "to" ? toInput(String(value)) : String(value);
}

function readDraft(draft: FilterDraft): TraceFilters {
  const entries = FILTER_NAMES.flatMap((name): [string, unknown][] => {
    const text = draft[name].trim();
    if (text === "") return [];
    if (NUMBERS.includes(name)) return [[name, Number(text)]];
    if (name === "from" || name === "to") return [[name, new Date(`${text}Z`).toISOString()]];
    return [[name, text]];
  });
  return Object.fromEntries(entries) as TraceFilters;
}

/** What an input for a time understands: `2026-11-18T09:30`. */
function toInput(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString().slice(0, 16);
}
