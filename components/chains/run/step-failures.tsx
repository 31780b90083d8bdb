"use client";
import { useQuery } from "@tanstack/react-query";
import { IntervalMark } from "@/components/charts/interval-mark";
import { type Scale, scaleOf, ticksOf } from "@/components/charts/scale";
import { ScaleHead } from "@/components/charts/segment-bars";
import { useRunAddress } from "@/components/runs/use-run-address";
import { Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { formatCount, formatInterval, formatMs, formatRate, formatUsd } from "@/lib/format-number";
import type { Run } from "@/lib/runs/contract";
import { runQueries } from "@/lib/runs/queries";
import type { StepOutcome } from "@/lib/runs/summary-contract";
import type { WhatIf } from "@/lib/runs/what-if/what-if-contract";
import { WhatIfOfStep } from "./what-if-of-step";

interface Props {
  project: string;
  run: Run;
  mayWrite: boolean;
}

const WIDTH = 132;

/** Where the answers went wrong first: of those that reached a step with correct input, how many failed there. */
export function StepFailures({ project, run, mayWrite }: Props) {
  const { state, set } = useRunAddress();
  const { data } = useQuery(runQueries.whatIfs(project, run.number));
  const scale = scaleOf(
    run.byStep.flatMap(({ rate }) => [rate?.low, rate?.high]),
    0.1,
    { min: 0, max: 1 },
  );
  const ticks = ticksOf(scale, 3);
  const failing = run.byStep.reduce((sum, { firstWrong }) => sum + (firstWrong ?? 0), 0);
  return (
    <Section
      className="mb-4"
      title="First wrong step"
      flush
      beside={
        <span className="text-12 text-text-2">
          {formatCount(failing)} wrong of {formatCount(run.byStep[0]?.reached ?? 0)} answers. Rate:
          of those that reached the step with correct input
        </span>
      }
    >
      <Table label="First wrong step" dense minWidth={820}>
        <thead>
          <tr>
            <Th>Step</Th>
            <Th num>First wrong</Th>
            <Th num>Reached</Th>
            <Th>
              <ScaleHead scale={scale} ticks={ticks} width={WIDTH} />
            </Th>
            <Th>Rate, 95 %</Th>
            <Th num>Mean time</Th>
            <Th num>Tokens</Th>
            <Th num>Cost</Th>
            {run.whatIf === null && <Th>With the right output</Th>}
          </tr>
        </thead>
        <tbody>
          {run.byStep.map((step, index) => (
            <StepRow
              key={step.key}
              {...{ project, run, step, index, scale, mayWrite }}
              whatIf={latestOf(data?.data ?? [], step.key)}
              isActive={state.step === step.key}
              onPick={() =>
                void set({ step: state.step === step.key ? null : step.key, tab: "failing" })
              }
            />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** The newest what-if that asked of every case of a step. */
const latestOf = (whatIfs: readonly WhatIf[], step: string): WhatIf | null =>
  whatIfs.find((one) => one.step === step && one.output === "expected" && one.total > 1) ??
  whatIfs.find((one) => one.step === step && one.output === "expected") ??
  null;

interface RowProps extends Props {
  step: StepOutcome;
  index: number;
  scale: Scale;
  whatIf: WhatIf | null;
  isActive: boolean;
  onPick: () => void;
}

function StepRow(props: RowProps) {
  const { run, step, index, scale, isActive, onPick } = props;
  const { rate, firstWrong, reached } = step;
  const tokens =
    step.inputTokens === null || step.outputTokens === null
      ? null
      : step.inputTokens + step.outputTokens;
  return (
    <Tr selected={isActive}>
      <Td className="whitespace-nowrap">
        <button
          type="button"
          className="flex items-center gap-2 underline-offset-3 hover:underline"
          aria-pressed={isActive}
          onClick={onPick}
        >
          <span className="grid size-5 place-items-center rounded-full border text-[11px] text-text-2">
            {index + 1}
          </span>
          <span className="font-mono text-12">{step.key}</span>
          <span className="text-12 text-text-3">{step.kind}</span>
        </button>
      </Td>
      <Td num className="font-semibold">
        {firstWrong === null ? "" : formatCount(firstWrong)}
      </Td>
      <Td num>{reached === null ? "" : formatCount(reached)}</Td>
      <Td>
        {rate && (
          <IntervalMark
            {...rate}
            scale={scale}
            width={WIDTH}
            tone={firstWrong ? "fail" : "neutral"}
          />
        )}
      </Td>
      <Td className="whitespace-nowrap">
        {rate ? (
          <>
            {formatRate(rate.value)}{" "}
            <span className="text-12 text-text-3">{formatInterval(rate.low, rate.high)}</span>
          </>
        ) : (
          <span className="text-text-3">not reached</span>
        )}
      </Td>
      <Td num className="text-12">
        {step.latencyMs === null ? "" : formatMs(step.latencyMs)}
      </Td>
      <Td num className="text-12">
        {tokens ? formatCount(tokens) : ""}
      </Td>
      <Td num className="text-12">
        {step.costUsd === null ? "unknown" : formatUsd(step.costUsd)}
      </Td>
      {run.whatIf === null && (
        <Td className="text-12">
          <WhatIfOfStep {...props} />
        </Td>
      )}
    </Tr>
  );
}
