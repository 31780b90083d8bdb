"use client";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import type { FilterName } from "@/components/traces/trace-address";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { environmentQueries } from "@/lib/projects/queries";
import { promptQueries } from "@/lib/prompts/queries";
import { segmentQueries } from "@/lib/segments/queries";

export type FilterDraft = Record<FilterName, string>;

interface Props {
  project: string;
  /** Filters that the page has set, and that cannot be chosen. */
  fixed: readonly FilterName[];
  models: readonly string[];
  draft: FilterDraft;
  change: (part: Partial<FilterDraft>) => void;
}

export function TraceFilterFields({ project, fixed, models, draft, change }: Props) {
  const prompts = useQuery(promptQueries.list(project, { kind: "any" })).data;
  const environments = useQuery(environmentQueries.list(project)).data;
  const segments = useQuery(segmentQueries.list(project)).data;
  const categories = useQuery(categoryQueries.list(project)).data;
  const modelList = useId();
  const bind = (name: FilterName) => ({
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) => change({ [name]: target.value }),
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
  const named = (name: FilterName, label: string, any: string, list: NamedList | undefined) =>
    choice(
      name,
      label,
      any,
      withChosen(
        list?.data.map((one) => one.name),
        draft[name],
      ),
    );
  const text = (name: FilterName, label: string) => (
    <Field label={label}>
      <Input size="sm" placeholder="any" {...bind(name)} />
    </Field>
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
  const time = (name: FilterName, label: string) => (
    <Field label={label} optional>
      <Input size="sm" type="datetime-local" {...bind(name)} />
    </Field>
  );
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-2">
      {named("prompt", "Prompt", "Any prompt", prompts)}
      {number("version", "Version", { step: "1", placeholder: "any" })}
      {named("environment", "Environment", "Any environment", environments)}
      {choice("arm", "Arm", "Any arm", withChosen(["stable", "candidate"], draft.arm))}
      {choice("outcome", "Outcome", "Any outcome", OUTCOME_OPTIONS)}
      {named("segment", "Segment", "Any segment", segments)}
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
      {named("category", "Failure category", "Any category", categories)}
      {text("unit", "Unit")}
      {text("scorer", "Failed by online scorer")}
      {choice("range", "Time", "All time", <RangeOptions range={draft.range} />)}
      <div />
      {time("from", "From, UTC")}
      {time("to", "Until")}
    </div>
  );
}

interface NamedList {
  data: readonly { name: string }[];
}

/** With the chosen one, which may be gone by now. */
function withChosen(values: readonly string[] = [], chosen: string): ReactNode {
  return (
    <>
      {chosen !== "" && !values.includes(chosen) && <option>{chosen}</option>}
      {values.map((value) => (
        <option key={value}>{value}</option>
      ))}
    </>
  );
}

function RangeOptions({ range }: { range: string }) {
  return (
    <>
      {!["", "1h", "24h", "7d", "30d"].includes(range) && <option>{range}</option>}
      <option value="1h">last hour</option>
      <option value="24h">last 24 hours</option>
      <option value="7d">last 7 days</option>
      <option value="30d">last 30 days</option>
    </>
  );
}

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
