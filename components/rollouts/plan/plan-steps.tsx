"use client";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { momentIn, planSentence, startsOf } from "./plan-sentence";

interface Props {
  stages: RolloutPlan["stages"];
  isComplete: boolean;
}

/** The plan in one sentence with its dates, and as bars: now, next and at the end. */
export function PlanSteps({ stages, isComplete }: Props) {
  // The form is only drawn in the browser, and a minute more or less changes nothing.
  const [now] = useState(Date.now);
  if (!isComplete) {
    return (
      <p className="text-13 text-text-2">
        Fill in the stages to see when each begins: percentages have to grow.
      </p>
    );
  }
  const starts = startsOf(stages);
  const steps = [...stages, { percent: 100 }];
  return (
    <>
      <p className="text-[15px]/6 font-semibold">
        {planSentence(stages, now)} <span className="text-12 font-normal text-text-3">UTC</span>
      </p>
      <ol className="flex flex-wrap gap-1 text-12 text-text-2" aria-label="Stages">
        {steps.map(({ percent }, index) => (
          <li key={percent} className="grid min-w-28 flex-1 content-start gap-1">
            <span className={trackClass} aria-hidden="true">
              <i className="block h-full bg-chart-3" style={{ width: `${percent}%` }} />
            </span>
            <span>
              <b className="text-13 text-text">
                {index === 0
                  ? "Now"
                  : index === stages.length
                    ? "End"
                    : index === 1
                      ? "Next"
                      : "Then"}
                : {formatPercent(percent)}
              </b>{" "}
              {index === 0
                ? "when you press Start"
                : `${momentIn(starts[index] ?? 0, now)} or later`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

const trackClass = cn(
  "inset-ring inset-ring-border block h-2 overflow-hidden rounded-[2px] bg-subtle",
);
