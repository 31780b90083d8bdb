"use client";
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { formatCount } from "@/lib/format-number";
import type { MetricSummary } from "@/lib/metrics/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { CustomRange } from "./custom-range";
import { ANY_ENVIRONMENT, RANGE_NAMES, SPLITS } from "./metric-address";
import { NarrowingChips, NarrowingMenu } from "./metric-narrowing";
import { beforeInWords, RANGE_LABEL } from "./metric-words";
import type { UsedMetricAddress } from "./use-metric-address";

interface Props {
  project: string;
  address: UsedMetricAddress;
  summary: MetricSummary | undefined;
  environments: readonly string[];
  /** The prompt of the page; then there is nothing to choose. */
  prompt: string | undefined;
  stepHours: number | undefined;
}

/** Everything that the page counts over, in one line. */
export function MetricFilterBar(props: Props) {
  const { project, address, summary, environments, prompt, stepHours } = props;
  const { state, set, filters } = address;
  const { data: prompts } = useQuery({
    ...promptQueries.list(project, { kind: "any" }),
    enabled: !prompt,
  });
  const dimensions = summary?.seen;
  const promptNames = union(
    prompts?.data.map(({ name }) => name),
    dimensions?.prompts,
    state.prompt,
  );
  const environmentNames = union(environments, dimensions?.environments, state.environment);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-1.5 gap-y-1">
      {!prompt && (
        <Select
          size="sm"
          aria-label="Prompt"
          className="w-[152px] font-mono"
          value={state.prompt ?? ""}
          onChange={(event) => void set({ prompt: event.target.value || null, version: null })}
        >
          <option value="">All prompts</option>
          {promptNames.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      )}
      <Select
        size="sm"
        aria-label="Environment"
        className="w-[108px]"
        value={filters.environment ?? ANY_ENVIRONMENT}
        onChange={(event) => void set({ environment: event.target.value })}
      >
        <option value={ANY_ENVIRONMENT}>all environments</option>
        {environmentNames
          .filter((name) => name !== ANY_ENVIRONMENT)
          .map((name) => (
            <option key={name}>{name}</option>
          ))}
      </Select>
      <Segmented
        label="Time"
        options={RANGE_NAMES.map((value) => ({ value, label: RANGE_LABEL[value] }))}
        value={filters.range ?? ("" as "7d")}
        onValueChange={(range) => void set({ range, from: null, to: null })}
      />
      <CustomRange
        from={filters.from ?? null}
        to={filters.to ?? null}
        onChange={(filters) => void set({ ...filters, range: null })}
      />
      <SplitSelect address={address} isOfOnePrompt={prompt !== undefined} />
      <NarrowingMenu project={project} address={address} dimensions={dimensions} />
      <NarrowingChips address={address} />
      <Checkbox
        className="text-text-2"
        label={
          summary
            ? `against ${beforeInWords(summary.from, summary.to).replace("the ", "")}`
            : "against before"
        }
        checked={state.before}
        onChange={(event) => void set({ before: event.target.checked ? null : false })}
      />
      <span className="text-12 text-text-3 tabular-nums ml-auto">
        {summary && `n = ${formatCount(summary.n)}`}
        {summary && stepHours && `, ${stepInWords(stepHours)}`}
      </span>
    </div>
  );
}

interface SplitSelectProps {
  address: UsedMetricAddress;
  isOfOnePrompt: boolean;
}

function SplitSelect({ address: { set, split }, isOfOnePrompt }: SplitSelectProps) {
  return (
    <span className="text-12 text-text-2 flex items-center gap-2">
      <span aria-hidden="true">split by</span>
      <Select
        size="sm"
        aria-label="Split by"
        className="w-[92px]"
        value={split}
        onChange={(event) =>
          void set({ by: SPLITS.find((one) => one === event.target.value) ?? null })
        }
      >
        {SPLITS.filter((one) => !(one === "prompt" && isOfOnePrompt)).map((one) => (
          <option key={one} value={one}>
            {one === "none" ? "nothing" : one}
          </option>
        ))}
      </Select>
    </span>
  );
}

function stepInWords(hours: number): string {
  if (hours === 1) return "hourly";
  if (hours === 24) return "daily";
  return hours % 24 === 0 ? `every ${hours / 24} days` : `every ${hours} h`;
}

function union(...lists: (readonly string[] | string | null | undefined)[]): string[] {
  return [...new Set(lists.flatMap((list) => list ?? []))].sort();
}
