"use client";
import type { ReactNode } from "react";
import { Select } from "@/components/ui/controls/select";
import { FormControl } from "@/components/ui/forms/form-control";
import { formatDuration } from "@/lib/format-number";
import type { PlanForm, PlanValues } from "./use-plan-form";

const MINUTE_MS = 60_000;

/** What is done about what no further data cures, and how long an outcome may take. */
export function TroubleOptions({ form }: { form: PlanForm }) {
  const { onNoTraffic } = form.values;
  return (
    <ul className="rounded border" aria-label="Further rules">
      <Rule label="A guardrail is still inconclusive when a stage ends">
        <Choice
          form={form}
          name="onInconclusive"
          label="On an inconclusive guardrail"
          options={[
            ["advance", "Go on"],
            ["hold", "Hold for a decision"],
          ]}
        />
      </Rule>
      <Rule label={`No traffic for ${formatDuration(onNoTraffic.minutes * MINUTE_MS)}`}>
        <NoTraffic form={form} />
      </Rule>
      <Rule label="The traffic does not split as planned, or over 1 % of units were in both arms">
        <Choice
          form={form}
          name="onSplitTrouble"
          label="On a wrong split"
          options={[
            ["hold", "Hold"],
            ["roll_back", "Roll back"],
            ["warn", "Only warn"],
          ]}
        />
      </Rule>
      <Rule label="An outcome may become known this long after its request">
        <Maturation form={form} />
      </Rule>
    </ul>
  );
}

const NO_TRAFFIC = [10, 60, 360, 1_440, 4_320];
const MATURATION = [0, 5, 15, 30, 60, 240, 1_440, 10_080];

/** A plan may have come with a time that is none of the choices. */
const withValue = (choices: readonly number[], value: number) =>
  [...new Set([...choices, value])].sort((a, b) => a - b);

function Rule({ label, children }: { label: string; children: ReactNode }) {
  return (
    <li className="grid min-h-10 grid-cols-[minmax(0,1fr)_auto] items-center gap-3 py-1 pr-2 pl-3 text-13 not-first:border-t">
      <span>{label}</span>
      {children}
    </li>
  );
}

interface ChoiceProps<Name extends "onInconclusive" | "onSplitTrouble"> {
  form: PlanForm;
  name: Name;
  label: string;
  options: readonly (readonly [PlanValues[Name], string])[];
}

function Choice<Name extends "onInconclusive" | "onSplitTrouble">({
  form,
  name,
  label,
  options,
}: ChoiceProps<Name>) {
  return (
    <FormControl form={form} name={name}>
      {({ value, onChange }) => (
        <Select
          size="sm"
          className="w-49"
          aria-label={label}
          value={value}
          onChange={(event) => {
            const choice = options.find(([one]) => one === event.target.value);
            if (choice) onChange(choice[0]);
          }}
        >
          {options.map(([one, word]) => (
            <option key={one} value={one}>
              {word}
            </option>
          ))}
        </Select>
      )}
    </FormControl>
  );
}

function NoTraffic({ form }: { form: PlanForm }) {
  return (
    <FormControl form={form} name="onNoTraffic">
      {({ value, onChange }) => (
        <span className="flex gap-1">
          <Select
            size="sm"
            className="w-20"
            aria-label="Without traffic for"
            value={value.minutes}
            onChange={(event) => onChange({ ...value, minutes: Number(event.target.value) })}
          >
            {withValue(NO_TRAFFIC, value.minutes).map((minutes) => (
              <option key={minutes} value={minutes}>
                {formatDuration(minutes * MINUTE_MS)}
              </option>
            ))}
          </Select>
          <Select
            size="sm"
            className="w-28"
            aria-label="On no traffic"
            value={value.action}
            onChange={(event) =>
              onChange({
                ...value,
                action: event.target.value === "roll_back" ? "roll_back" : "hold",
              })
            }
          >
            <option value="hold">Hold</option>
            <option value="roll_back">Roll back</option>
          </Select>
        </span>
      )}
    </FormControl>
  );
}

function Maturation({ form }: { form: PlanForm }) {
  return (
    <FormControl form={form} name="maturationMinutes">
      {({ value, onChange }) => (
        <Select
          size="sm"
          className="w-49"
          aria-label="Time for an outcome"
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {withValue(MATURATION, value).map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes === 0 ? "with the request" : formatDuration(minutes * MINUTE_MS)}
            </option>
          ))}
        </Select>
      )}
    </FormControl>
  );
}
