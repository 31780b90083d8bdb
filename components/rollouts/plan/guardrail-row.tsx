"use client";
import { X } from "lucide-react";
import { LABEL } from "@/components/metrics/metric-words";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { Options } from "@/components/ui/controls/options";
import { Select } from "@/components/ui/controls/select";
import { Td } from "@/components/ui/data/table";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { ControlError } from "@/components/ui/forms/form-control";
import { formatReading } from "@/lib/metrics/format-reading";
import { DEFINITIONS } from "@/lib/metrics/metric";
import type { PlanPreview } from "@/lib/rollouts/contract";
import { unitOfBar } from "./bar-units";
import type { GuardrailDraft } from "./plan-draft";
import { newGuardrail } from "./plan-templates";

interface Props {
  guardrail: GuardrailDraft;
  stable: number;
  /** Names of the project's segments. */
  segments: readonly string[];
  /** What the stable version has now, as the preview says; undefined: not read. */
  measured: PlanPreview["guardrails"][number] | undefined;
  errorAt: (place: string) => string | undefined;
  onChange: (part: Partial<GuardrailDraft>) => void;
  onRemove: () => void;
}

const ACTIONS = { roll_back: "Roll back", pause: "Pause", hold: "Hold" } as const;
const AGAINST = { control: "vs control", absolute: "absolute" } as const;

/** One of the keys of a list of choices, as the browser gives it back. */
function choiceOf<Choice extends string>(choices: Record<Choice, string>, text: string): Choice {
  return text in choices ? (text as Choice) : (Object.keys(choices)[0] as Choice);
}

export function GuardrailRow(props: Props) {
  const { guardrail, stable, segments, measured, errorAt, onChange, onRemove } = props;
  const { metric, relativeTo, segment, action } = guardrail;
  const name = `${LABEL[metric]}${segment ? `, ${segment}` : ""}`;
  const barError = errorAt("threshold");
  const errors = [barError, errorAt("metric"), errorAt("segment"), errorAt("relativeTo")];
  /** A bar in points means nothing in percent, so it begins anew. */
  const measureAgainst = (next: GuardrailDraft["relativeTo"]) =>
    onChange({
      relativeTo: next,
      bar: next === "control" ? newGuardrail(metric).bar : "",
    });
  return (
    <>
      <tr>
        <Td>
          {LABEL[metric]}
          {segments.length > 0 && (
            <Select
              size="xs"
              className="mt-0.5 block w-32 text-text-2"
              aria-label={`${LABEL[metric]}, segment`}
              value={segment}
              onChange={(event) => onChange({ segment: event.target.value })}
            >
              <option value="">all requests</option>
              <Options options={[...segments]} value={segment || null} />
            </Select>
          )}
        </Td>
        <Td>
          <Choice
            className="w-27"
            label={`${name}, measured`}
            value={relativeTo}
            choices={AGAINST}
            onChange={measureAgainst}
          />
        </Td>
        <Td>
          <BarField {...{ guardrail, name, onChange }} isInvalid={barError !== undefined} />
        </Td>
        <Td className="text-12 whitespace-nowrap">
          {measured && <StableValue metric={metric} value={measured.stableValue} />}
        </Td>
        <Td>
          <Choice
            className="w-26"
            label={`${name}, on breach`}
            value={action}
            choices={ACTIONS}
            onChange={(next) => onChange({ action: next })}
          />
        </Td>
        <Td>
          <IconButton label={`Remove ${name}`} icon={<X aria-hidden="true" />} onClick={onRemove} />
        </Td>
      </tr>
      {(errors.some(Boolean) || measured?.problem) && (
        <tr>
          <Td colSpan={6}>
            {errors.map((error) => error && <ControlError key={error}>{error}</ControlError>)}
            {measured?.problem && (
              <p className="flex items-start gap-1 text-12 text-inconclusive">
                <VerdictIcon verdict="inconclusive" label={`v${stable}`} />
                {measured.problem}
              </p>
            )}
          </Td>
        </tr>
      )}
    </>
  );
}

interface ChoiceProps<Value extends string> {
  className: string;
  label: string;
  value: Value;
  choices: Record<Value, string>;
  onChange: (value: Value) => void;
}

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { className, label, value, choices, onChange } = props;
  return (
    <Select
      size="sm"
      className={className}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(choiceOf(choices, event.target.value))}
    >
      {Object.entries<string>(choices).map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </Select>
  );
}

interface BarFieldProps {
  guardrail: GuardrailDraft;
  name: string;
  isInvalid: boolean;
  onChange: (part: Partial<GuardrailDraft>) => void;
}

/** The side of the bar is fixed where more is always better, or always worse. */
function BarField({ guardrail, name, isInvalid, onChange }: BarFieldProps) {
  const { metric, comparator, bar } = guardrail;
  return (
    <span className="flex items-center gap-1">
      {DEFINITIONS[metric].better === null ? (
        <Select
          size="sm"
          className="w-13"
          aria-label={`${name}, side of the bar`}
          value={comparator}
          onChange={(event) => onChange({ comparator: event.target.value === ">=" ? ">=" : "<=" })}
        >
          <option value="<=">≤</option>
          <option value=">=">≥</option>
        </Select>
      ) : (
        <span>{comparator === "<=" ? "≤" : "≥"}</span>
      )}
      <Input
        size="sm"
        className="w-16"
        aria-label={`${name}, bar in ${unitOfBar(guardrail) || "units"}`}
        aria-invalid={isInvalid}
        value={bar}
        onChange={(event) => onChange({ bar: event.target.value })}
      />
      <span className="text-12 text-text-2">{unitOfBar(guardrail)}</span>
    </span>
  );
}

interface StableValueProps {
  metric: GuardrailDraft["metric"];
  value: number | null;
}

function StableValue({ metric, value }: StableValueProps) {
  return value === null ? (
    <span className="text-text-3">not measured</span>
  ) : (
    formatReading(metric, value)
  );
}
