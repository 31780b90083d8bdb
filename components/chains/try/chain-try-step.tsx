"use client";
import { Check, CircleX, Clock, Minus, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { codeClass } from "@/components/ui/text/code-class";
import { formatCountOf, formatMs, formatUsd } from "@/lib/format-number";
import type { StepResult } from "@/lib/runs/step-contract";
import type { StepAnswer } from "./use-chain-try";

export type StepState = "ok" | "wrong" | "errored" | "skipped" | "running" | "blocked" | "waiting";

const ICONS: Record<StepState, ReactNode> = {
  ok: <Check className="size-4 text-pass" aria-hidden="true" />,
  wrong: <CircleX className="size-4 text-fail" aria-hidden="true" />,
  errored: <TriangleAlert className="size-4 text-fail" aria-hidden="true" />,
  skipped: <Minus className="size-4 text-text-3" aria-hidden="true" />,
  running: <Clock className="size-4 text-accent" aria-hidden="true" />,
  blocked: <Minus className="size-4 text-text-3" aria-hidden="true" />,
  waiting: <Minus className="size-4 text-text-3" aria-hidden="true" />,
};

const WORDS: Record<StepState, string> = {
  ok: "done",
  wrong: "wrong",
  errored: "no answer",
  skipped: "did not run",
  running: "running…",
  blocked: "blocked",
  waiting: "has not run yet",
};

const outputClass = cn(
  codeClass,
  "col-span-2 col-start-2 max-h-56 overflow-auto rounded bg-subtle px-2 py-1.5",
);

/** `judged`: the same step against what the case expects of it. */
export function stateOf(
  answer: StepAnswer | null | undefined,
  { judged, isBlocked }: { judged: StepResult | undefined; isBlocked: boolean },
): StepState {
  if (isBlocked) return "blocked";
  if (answer === undefined) return "waiting";
  if (answer === null) return "running";
  if (answer.status === "skipped" || answer.status === "not_reached") return "skipped";
  if (answer.status === "errored") return "errored";
  if (answer.status === "failed" || judged?.status === "wrong") return "wrong";
  return "ok";
}

interface Props {
  name: string;
  state: StepState;
  answer: StepAnswer | null | undefined;
  judged: StepResult | undefined;
  /** Of a blocked step: what has to be put right. */
  problem: string | undefined;
  onRunAlone: (() => void) | undefined;
}

/** One step of a try: how it went, what it gave, how long it took and what it cost. */
export function ChainTryStep({ name, state, answer, judged, problem, onRunAlone }: Props) {
  const reason = judged?.reason ?? answer?.reason;
  const hasOutput = answer && state !== "skipped" && answer.output !== null;
  return (
    <li
      className="group grid grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-x-2 gap-y-1 border-b px-4 py-2.5 text-12/4.5"
      aria-label={`${name}: ${WORDS[state]}`}
      aria-busy={state === "running"}
      data-state={state}
    >
      {ICONS[state]}
      <b className="text-13 wrap-anywhere">{name}</b>
      <span className="text-text-2 tabular-nums whitespace-nowrap">
        {answer && state !== "skipped" ? figuresOf(answer) : WORDS[state]}
      </span>
      {hasOutput && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard
        <pre className={outputClass} tabIndex={0}>
          {showOutput(answer.output)}
        </pre>
      )}
      {reason && <p className="col-span-2 col-start-2 m-0 text-fail wrap-anywhere">{reason}</p>}
      {problem && <p className="col-span-2 col-start-2 m-0 text-text-2">{problem}</p>}
      {onRunAlone && (
        <Button
          size="xs"
          variant="ghost"
          className="col-span-2 col-start-2 -ml-2.5 justify-self-start"
          onClick={onRunAlone}
        >
          Run this step alone
        </Button>
      )}
    </li>
  );
}

function figuresOf({ latencyMs, costUsd, calls, mode }: StepAnswer): string {
  if (mode !== "live") return mode;
  const cost = costUsd === null ? "cost unknown" : formatUsd(costUsd);
  return calls > 0 ? `${formatMs(latencyMs)} · ${cost}` : formatMs(latencyMs);
}

function showOutput(output: unknown): string {
  if (typeof output === "string") return output;
  if (typeof output !== "object" || output === null || Array.isArray(output)) {
    return JSON.stringify(output, null, 1);
  }
  return Object.entries(output)
    .map(
      ([name, value]) =>
        `${name}: ${typeof value === "string" ? value : JSON.stringify(value, null, 1)}`,
    )
    .join("\n");
}

/** What the whole try took: `2.0 s`, `2 model calls`, `$0.0021`. */
export function totalsOf({ latencyMs, calls, usage }: Totals): string[] {
  const cost = usage.costUsd === null ? "cost unknown" : formatUsd(usage.costUsd);
  return [formatMs(latencyMs), formatCountOf(calls, "model call"), ...(calls > 0 ? [cost] : [])];
}

interface Totals {
  latencyMs: number;
  calls: number;
  usage: { costUsd: number | null };
}
