"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { LABEL } from "@/components/metrics/metric-words";
import { Button } from "@/components/ui/controls/button";
import { Select } from "@/components/ui/controls/select";
import { GroupRow, Table, Th } from "@/components/ui/data/table";
import { ControlError, useErrorsAt } from "@/components/ui/forms/form-control";
import type { PlanPreview } from "@/lib/rollouts/contract";
import { GUARDED_METRICS, type GuardedMetric } from "@/lib/rollouts/plan/guarded-metric";
import { segmentQueries } from "@/lib/segments/queries";
import { GuardrailRow } from "./guardrail-row";
import type { GuardrailDraft } from "./plan-draft";
import { newGuardrail } from "./plan-templates";
import { tableBoxClass } from "./table-box-class";
import type { PlanForm } from "./use-plan-form";

/** Offered without a list to look through. */
const COMMON: GuardedMetric[] = ["escalation_rate", "error_rate", "fallback_rate"];
const MOST_CHIPS = 2;

interface Props {
  project: string;
  form: PlanForm;
  stable: number;
  preview: PlanPreview | undefined;
}

/** What is watched: guardrails act, signal metrics hold the next stage. */
export function GuardrailTable({ project, form, stable, preview }: Props) {
  const { guardrails } = form.values;
  const { data: segments } = useQuery(segmentQueries.list(project));
  const errorAt = useErrorsAt(form, "guardrails");
  const setAll = (next: GuardrailDraft[]) => form.change({ guardrails: next, template: "custom" });
  const rows = guardrails.map((guardrail, index) => (
    <GuardrailRow
      // biome-ignore lint/suspicious/noArrayIndexKey: the same metric may be guarded twice
      key={index}
      guardrail={guardrail}
      stable={stable}
      segments={segments?.data.map(({ name }) => name) ?? []}
      measured={preview?.guardrails[index]}
      errorAt={(place) => errorAt(`guardrails.${index}.${place}`)}
      onChange={(part) =>
        setAll(guardrails.map((one, at) => (at === index ? { ...one, ...part } : one)))
      }
      onRemove={() => setAll(guardrails.filter((_, at) => at !== index))}
    />
  ));
  const guarding = rows.filter((_, index) => guardrails[index]?.action !== "hold");
  const signals = rows.filter((_, index) => guardrails[index]?.action === "hold");
  return (
    <div className="grid gap-2">
      {rows.length > 0 && (
        <div className={tableBoxClass}>
          <Table label="Guardrails and signal metrics" minWidth={600}>
            <thead>
              <tr>
                <Th>Metric</Th>
                <Th>Measured</Th>
                <Th>Bar</Th>
                <Th>v{stable} now</Th>
                <Th>On breach</Th>
                <Th>
                  <span className="sr-only">Remove</span>
                </Th>
              </tr>
            </thead>
            {guarding.length > 0 && (
              <tbody>
                <GroupRow
                  columns={6}
                  about=", act when the metric is certainly beyond the bar, at any number of requests"
                >
                  Guardrails
                </GroupRow>
                {guarding}
              </tbody>
            )}
            {signals.length > 0 && (
              <tbody>
                <GroupRow columns={6} about=", hold the next stage and resume by themselves">
                  Signal metrics
                </GroupRow>
                {signals}
              </tbody>
            )}
          </Table>
        </div>
      )}
      <ControlError>
        {errorAt("guardrails") && rows.length === 0 ? errorAt("guardrails") : undefined}
      </ControlError>
      <NewGuardrail
        guardrails={guardrails}
        onAdd={(metric) => setAll([...guardrails, newGuardrail(metric)])}
      />
    </div>
  );
}

interface NewGuardrailProps {
  guardrails: GuardrailDraft[];
  onAdd: (metric: GuardedMetric) => void;
}

/** The common metrics that are not guarded yet, and all in a list. */
function NewGuardrail({ guardrails, onAdd }: NewGuardrailProps) {
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-12 text-text-2">
      Add
      {COMMON.filter((metric) => !guardrails.some((one) => one.metric === metric))
        .slice(0, MOST_CHIPS)
        .map((metric) => (
          <Button
            key={metric}
            size="xs"
            icon={<Plus aria-hidden="true" />}
            onClick={() => onAdd(metric)}
          >
            {LABEL[metric]}
          </Button>
        ))}
      <Select
        size="xs"
        className="w-36"
        aria-label="Add another metric"
        value=""
        onChange={(event) => {
          const metric = GUARDED_METRICS.find((one) => one === event.target.value);
          if (metric) onAdd(metric);
        }}
      >
        <option value="">Other metric…</option>
        {GUARDED_METRICS.map((metric) => (
          <option key={metric} value={metric}>
            {LABEL[metric]}
          </option>
        ))}
      </Select>
      <span className="ml-auto">Without guardrails it is labelled “unguarded”.</span>
    </div>
  );
}
