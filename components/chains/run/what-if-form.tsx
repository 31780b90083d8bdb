"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { labelClass } from "@/components/ui/controls/label-class";
import { Select } from "@/components/ui/controls/select";
import { formatCountOf, formatMs, formatUsd } from "@/lib/format-number";
import type { Run } from "@/lib/runs/contract";
import { useStartWhatIf } from "@/lib/runs/hooks";
import { runQueries } from "@/lib/runs/queries";
import type { Result } from "@/lib/runs/results/result-contract";
import type { MockMode, WhatIfPlan } from "@/lib/runs/what-if/what-if-contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { WhatIfOutput } from "./what-if-output";

interface Props {
  project: string;
  run: Run;
  result: Result;
}

const MODES: Record<MockMode, string> = {
  live: "Live",
  recorded: "Recorded",
  canned: "Canned answers",
};

/** Puts another output of a step in and runs the steps after it again; says first which, how and for how much. */
export function WhatIfForm({ project, run, result }: Props) {
  const steps = result.steps ?? [];
  const [step, setStep] = useState(result.firstWrongStep ?? steps[0]?.key ?? "");
  const [mocks, setMocks] = useState<Record<string, MockMode>>({});
  const hasExpected = steps.find(({ key }) => key === step)?.expected !== undefined;
  const [text, setText] = useState<string | null>(null);
  const typed = text === null && hasExpected ? null : parseOutput(text ?? "");
  const body = {
    case: result.caseId,
    step,
    output: typed === null ? "expected" : typed.value,
    mocks,
  };
  const plan = useQuery({
    ...runQueries.whatIfPlan(project, run.number, body),
    placeholderData: keepPreviousData,
    enabled: typed === null || typed.isGiven,
  });
  const start = useStartWhatIf(project, run.number);
  const choose = (key: string) => {
    setStep(key);
    setMocks({});
    setText(null);
  };
  const cost =
    plan.data && (plan.data.costUsd === null ? "cost unknown" : formatUsd(plan.data.costUsd));
  const problem = start.error ?? plan.error;
  return (
    <fieldset className="grid gap-2 border-t pt-3">
      <legend className="sr-only">What if a step had given another output</legend>
      <div className="flex flex-wrap items-center gap-2">
        <span className={labelClass}>What if</span>
        <Select
          size="sm"
          className="ml-auto"
          aria-label="Step"
          value={step}
          onChange={(event) => choose(event.target.value)}
        >
          {steps.map(({ key }) => (
            <option key={key} value={key}>
              {key} had answered right
            </option>
          ))}
        </Select>
      </div>
      <WhatIfOutput {...{ step, hasExpected, text }} onChange={setText} />
      <PlannedSteps
        plan={plan.data}
        onChoose={(key, mode) => setMocks((before) => ({ ...before, [key]: mode }))}
      />
      {problem && <p className="text-12 text-fail">{problem.message}</p>}
      <Button
        size="sm"
        busy={start.isPending}
        disabled={!plan.data || plan.isPlaceholderData}
        onClick={() => start.mutate(body)}
      >
        Rerun this case{cost ? `, ${cost}` : ""}
      </Button>
    </fieldset>
  );
}

interface PlannedStepsProps {
  plan: WhatIfPlan | undefined;
  onChoose: (key: string, mode: MockMode) => void;
}

/** The steps that run again, how, and for how much. */
function PlannedSteps({ plan, onChoose }: PlannedStepsProps) {
  return (
    <>
      <ul className="grid divide-y border-y text-12">
        {plan?.steps.map(({ key, mode, costUsd }) => (
          <li
            key={key}
            className="grid grid-cols-[minmax(0,1fr)_auto_72px] items-center gap-2 py-1"
          >
            <span className="truncate font-mono">{key}</span>
            <Select
              size="sm"
              aria-label={`How ${key} runs again`}
              value={mode}
              onChange={(event) => onChoose(key, event.target.value as MockMode)}
            >
              {Object.entries(MODES).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
            <span className="text-right tabular-nums">
              {costUsd === null ? "unknown" : formatUsd(costUsd)}
            </span>
          </li>
        ))}
      </ul>
      {plan && (
        <p className="text-12 text-text-2">
          {formatCountOf(plan.steps.filter(({ mode }) => mode === "live").length, "step")} run live,
          about {formatMs(plan.latencyMs)}.
        </p>
      )}
    </>
  );
}

/** JSON where it is some, else the text itself. */
function parseOutput(text: string): { value: JsonValue; isGiven: boolean } {
  const isGiven = text.trim() !== "";
  try {
    return { value: JSON.parse(text) as JsonValue, isGiven };
  } catch {
    return { value: text, isGiven };
  }
}
