"use client";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { FILTER_NAMES, type FilterName } from "@/components/traces/trace-address";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { environmentQueries } from "@/lib/projects/queries";
import { promptQueries } from "@/lib/prompts/queries";
import { segmentQueries } from "@/lib/segments/queries";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { ConditionRows } from "./condition-rows";

interface Props {
  project: string;
  filters: TraceFilters;
  fixed: readonly FilterName[];
  models: readonly string[];
  onApply: (filters: TraceFilters) => void;
}

type Draft = Record<FilterName, string>;

const RANGES = ["1h", "24h", "7d", "30d"];
const NUMBERS: readonly FilterName[] = [
  "version",
  "minLatencyMs",
  "maxLatencyMs",
  "minCostUsd",
  "maxCostUsd",
];

const OUTCOME_OPTIONS = (
  <>
    <option value="succeeded">succeeded</option>
    <option value="failed">failed</option>
    <option value="escalated">escalated</option>
    <option value="fell_back">fell back</option>
    <option value="none">not reported</option>
  </>
);
const ERROR_OPTIONS = (
  <>
    <option value="yes">with an error</option>
    <option value="no">without errors</option>
  </>
);
const REVIEWED_OPTIONS = (
  <>
    <option value="yes">reviewed</option>
    <option value="no">not reviewed</option>
  </>
);

/** Every filter there is; nothing is asked until it is applied. */
export function TraceFilterForm({ project, filters, fixed, models, onApply }: Props) {
  const [draft, setDraft] = useState<Draft>(
    () => Object.fromEntries(FILTER_NAMES.map((name) => [name, draftOf(name, filters)])) as Draft,
  );
  const prompts = useQuery(promptQueries.list(project, { kind: "any" })).data?.data ?? [];
  const environments = useQuery(environmentQueries.list(project)).data?.data ?? [];
  const segments = useQuery(segmentQueries.list(project)).data?.data ?? [];
  const categories = useQuery(categoryQueries.list(project)).data?.data ?? [];
  const modelList = useId();
  const bind = (name: FilterName) => ({
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: target.value })),
  });
  const choice = (name: FilterName, label: string, any: string, options: ReactNode) =>
    fixed.includes(name) ? null : (
      <Field label={label}>
        <Select size="sm" {...bind(name)}>
          <option value="">{any}</option>
          {options}
        </Select>
      </Field>
    );
  const named = (name: FilterName, values: readonly string[]) => (
    <>
      {draft[name] !== "" && !values.includes(draft[name]) && <option>{draft[name]}</option>}
      {values.map((value) => (
        <option key={value}>{value}</option>
      ))}
    </>
  );
  const number = (
    name: FilterName,
    label: string,
    props: { step: string; placeholder?: string },
  ) => (
    <Field label={label}>
      <Input size="sm" type="number" min={0} {...props} {...bind(name)} />
    </Field>
  );
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(readDraft(draft));
      }}
    >
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        {choice(
          "prompt",
          "Prompt",
          "Any prompt",
          named(
            "prompt",
            prompts.map((one) => one.name),
          ),
        )}
        {number("version", "Version", { step: "1", placeholder: "any" })}
        {choice(
          "environment",
          "Environment",
          "Any environment",
          named(
            "environment",
            environments.map((one) => one.name),
          ),
        )}
        {choice("arm", "Arm", "Any arm", named("arm", ["stable", "candidate"]))}
        {choice("outcome", "Outcome", "Any outcome", OUTCOME_OPTIONS)}
        {choice(
          "segment",
          "Segment",
          "Any segment",
          named(
            "segment",
            segments.map((one) => one.name),
          ),
        )}
        <Field label="Model">
          <Input size="sm" placeholder="any" list={modelList} {...bind("model")} />
        </Field>
        <datalist id={modelList}>
          {models.map((model) => (
            <option key={model} value={model} />
          ))}
        </datalist>
        {choice("error", "Error", "With or without", ERROR_OPTIONS)}
        {number("minLatencyMs", "Latency at least, ms", { step: "1" })}
        {number("maxLatencyMs", "Latency at most, ms", { step: "1" })}
        {number("minCostUsd", "Cost at least, $", { step: "any" })}
        {number("maxCostUsd", "Cost at most, $", { step: "any" })}
        {choice("reviewed", "Reviewed", "Either", REVIEWED_OPTIONS)}
        {choice(
          "category",
          "Failure category",
          "Any category",
          named(
            "category",
            categories.map((one) => one.name),
          ),
        )}
        <Field label="Unit">
          <Input size="sm" placeholder="any" {...bind("unit")} />
        </Field>
        <Field label="Failed by online scorer">
          <Input size="sm" placeholder="any" {...bind("scorer")} />
        </Field>
        {choice(
          "range",
          "Time",
          "All time",
          <>
            {!["", ...RANGES].includes(draft.range) && <option>{draft.range}</option>}
            <option value="1h">last hour</option>
            <option value="24h">last 24 hours</option>
            <option value="7d">last 7 days</option>
            <option value="30d">last 30 days</option>
          </>,
        )}
        <div />
        <Field label="From, UTC" optional>
          <Input size="sm" type="datetime-local" {...bind("from")} />
        </Field>
        <Field label="Until" optional>
          <Input size="sm" type="datetime-local" {...bind("to")} />
        </Field>
      </div>
      <ConditionRows
        where={draft.where}
        onChange={(where) => setDraft((before) => ({ ...before, where }))}
      />
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

function readDraft(draft: Draft): TraceFilters {
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
