"use client";
import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Table, Td, Th } from "@/components/ui/data/table";
import { ControlError, useErrorsAt } from "@/components/ui/forms/form-control";
import { formatDuration } from "@/lib/format-number";
import type { PlanPreview } from "@/lib/rollouts/contract";
import { type StageDraft, TIME_UNITS, type TimeUnit } from "./plan-draft";
import { nextStage } from "./plan-templates";
import { tableBoxClass } from "./table-box-class";
import type { PlanForm } from "./use-plan-form";

const MINUTE_MS = 60_000;

const MOST_STAGES = 11;

interface Props {
  form: PlanForm;
  version: number;
  stable: number;
  preview: PlanPreview | undefined;
}

/** Each stage with what it needs before the next one; everybody is always the last row. */
export function StageTable({ form, version, stable, preview }: Props) {
  const { stages } = form.values;
  const errorAt = useErrorsAt(form, "stages");
  const setStages = (next: StageDraft[]) => form.change({ stages: next, template: "custom" });
  const change = (index: number, part: Partial<StageDraft>) =>
    setStages(stages.map((stage, at) => (at === index ? { ...stage, ...part } : stage)));
  return (
    <div className="grid gap-1">
      <div className={tableBoxClass}>
        <Table label="Stages" minWidth={560}>
          <thead>
            <tr>
              <Th>Stage</Th>
              <Th>v{version} gets</Th>
              <Th>Minimum time</Th>
              <Th>Minimum requests</Th>
              <Th>At current traffic</Th>
              <Th>Approval</Th>
              <Th>
                <span className="sr-only">Remove</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {stages.map((stage, index) => (
              <StageRow
                // biome-ignore lint/suspicious/noArrayIndexKey: stages stand in order
                key={index}
                number={index + 1}
                stage={stage}
                traffic={trafficInWords(preview?.stages[index])}
                errorAt={(place) => errorAt(`stages.${index}.${place}`)}
                onChange={(part) => change(index, part)}
                onRemove={
                  stages.length > 1
                    ? () => setStages(stages.filter((_, at) => at !== index))
                    : undefined
                }
              />
            ))}
            <tr>
              <Td className="tabular-nums">{stages.length + 1}</Td>
              <Td className="whitespace-nowrap">100 %</Td>
              <Td colSpan={5} className="text-12 text-text-2">
                Ends the rollout: v{version} is live for everybody, v{stable} stays one click away.
              </Td>
            </tr>
          </tbody>
        </Table>
      </div>
      <div className="flex items-center">
        <Button
          size="sm"
          variant="ghost"
          className="-ml-2"
          icon={<Plus aria-hidden="true" />}
          disabled={stages.length >= MOST_STAGES}
          onClick={() => setStages([...stages, nextStage(stages)])}
        >
          Stage
        </Button>
      </div>
    </div>
  );
}

interface RowProps {
  number: number;
  stage: StageDraft;
  traffic: string;
  errorAt: (place: string) => string | undefined;
  onChange: (part: Partial<StageDraft>) => void;
  onRemove: (() => void) | undefined;
}

function StageRow({ number, stage, traffic, errorAt, onChange, onRemove }: RowProps) {
  const errors = [errorAt("percent"), errorAt("minMinutes"), errorAt("minSamples")];
  const [percent, minMinutes, minSamples] = errors;
  return (
    <>
      <tr>
        <Td className="tabular-nums">{number}</Td>
        <Td className="whitespace-nowrap">
          <Input
            size="sm"
            className="w-14"
            inputMode="decimal"
            aria-label={`Stage ${number}, percent`}
            aria-invalid={percent !== undefined}
            value={stage.percent}
            onChange={(event) => onChange({ percent: event.target.value })}
          />{" "}
          %
        </Td>
        <Td>
          <MinimumTime {...{ number, stage, onChange }} isInvalid={minMinutes !== undefined} />
        </Td>
        <Td>
          <Input
            size="sm"
            className="w-18"
            inputMode="numeric"
            aria-label={`Stage ${number}, minimum requests`}
            aria-invalid={minSamples !== undefined}
            value={stage.samples}
            onChange={(event) => onChange({ samples: event.target.value })}
          />
        </Td>
        <Td className="text-12 text-text-2">{traffic}</Td>
        <Td>
          <Checkbox
            aria-label={`Stage ${number} needs an approval before the next one`}
            checked={stage.requiresApproval}
            onChange={(event) => onChange({ requiresApproval: event.target.checked })}
          />
        </Td>
        <Td>
          {onRemove && (
            <IconButton
              label={`Remove stage ${number}`}
              icon={<X aria-hidden="true" />}
              onClick={onRemove}
            />
          )}
        </Td>
      </tr>
      {errors.some(Boolean) && (
        <tr>
          <Td colSpan={7}>
            {errors.map((error) => error && <ControlError key={error}>{error}</ControlError>)}
          </Td>
        </tr>
      )}
    </>
  );
}

interface MinimumTimeProps extends Pick<RowProps, "number" | "stage" | "onChange"> {
  isInvalid: boolean;
}

function MinimumTime({ number, stage, isInvalid, onChange }: MinimumTimeProps) {
  return (
    <span className="flex items-center gap-1">
      <Input
        size="sm"
        className="w-12"
        inputMode="decimal"
        aria-label={`Stage ${number}, minimum time`}
        aria-invalid={isInvalid}
        value={stage.time}
        onChange={(event) => onChange({ time: event.target.value })}
      />
      <Select
        size="sm"
        className="w-16"
        aria-label={`Stage ${number}, unit of the time`}
        value={stage.unit}
        onChange={(event) => {
          const unit = unitOf(event.target.value);
          if (unit) onChange({ unit });
        }}
      >
        {Object.keys(TIME_UNITS).map((unit) => (
          <option key={unit}>{unit}</option>
        ))}
      </Select>
    </span>
  );
}

const unitOf = (text: string) => Object.keys(TIME_UNITS).find((unit) => unit === text) as TimeUnit;

/** When the stage has its minimum of requests. */
function trafficInWords(stage: PlanPreview["stages"][number] | undefined): string {
  if (!stage) return "";
  const { samplesAfterMinutes } = stage;
  if (samplesAfterMinutes === null) return "no traffic";
  return samplesAfterMinutes === 0
    ? "at once"
    : `after about ${formatDuration(samplesAfterMinutes * MINUTE_MS)}`;
}
