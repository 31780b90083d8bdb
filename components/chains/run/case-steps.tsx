"use client";
import { useQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { noticeClass } from "@/components/ui/notice-class";
import { CodeBlock } from "@/components/ui/text/code-block";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatMs, formatUsd } from "@/lib/format-number";
import type { Run } from "@/lib/runs/contract";
import { isUnderWay, runQueries } from "@/lib/runs/queries";
import type { Result } from "@/lib/runs/results/result-contract";
import type { StepResult } from "@/lib/runs/step-contract";
import type { WhatIf } from "@/lib/runs/what-if/what-if-contract";
import { StepMark } from "./step-columns";
import { WhatIfForm } from "./what-if-form";
import { describeWhatIf } from "./what-if-sentence";

interface Props {
  project: string;
  run: Run;
  result: Result;
  mayWrite: boolean;
}

/** What each step gave and should have given, where the fault is, and what would have come out without it. */
export function CaseSteps({ project, run, result, mayWrite }: Props) {
  const steps = result.steps ?? [];
  const { data } = useQuery(runQueries.whatIfs(project, run.number));
  const answers = (data?.data ?? []).filter(({ cases, status }) =>
    isUnderWay({ status }) ? false : cases.some(({ caseId }) => caseId === result.caseId),
  );
  const firstWrong = steps.findIndex(({ key }) => key === result.firstWrongStep);
  const canAsk = mayWrite && run.split === "development" && !run.recorded && run.whatIf === null;
  return (
    <section className="grid gap-3" aria-label="Steps">
      {answers.slice(0, 3).map((one) => (
        <Answer key={one.id} project={project} whatIf={one} caseId={result.caseId} steps={steps} />
      ))}
      {steps.map((step, index) => (
        <div key={step.key} className="grid gap-3">
          {firstWrong >= 0 && index === firstWrong + 1 && (
            <p className="text-12 text-text-2">
              These steps ran after a wrong {result.firstWrongStep}: no verdict.
            </p>
          )}
          <Step step={step} />
        </div>
      ))}
      {canAsk && steps.length > 1 && (
        <WhatIfForm key={result.caseId} project={project} run={run} result={result} />
      )}
    </section>
  );
}

interface AnswerProps {
  project: string;
  whatIf: WhatIf;
  caseId: string;
  steps: readonly StepResult[];
}

function Answer({ project, whatIf, caseId, steps }: AnswerProps) {
  const answer = whatIf.cases.find((one) => one.caseId === caseId);
  if (!answer) return null;
  const later = steps.slice(steps.findIndex(({ key }) => key === whatIf.step) + 1).length;
  return (
    <div className={noticeClass({ tone: "info" })}>
      <div className="min-w-0">
        <b>{describeWhatIf(whatIf, answer)}</b>
        <div className="mt-1 text-12 text-text-2">
          Rerun <RelativeTime value={whatIf.createdAt} /> with {later} later{" "}
          {later === 1 ? "step" : "steps"}.{" "}
          <Link
            className={linkClass}
            href={`/${project}/runs/${whatIf.number}?case=${encodeURIComponent(caseId)}`}
          >
            Compare
          </Link>
        </div>
      </div>
    </div>
  );
}

function Step({ step }: { step: StepResult }) {
  const { status, output, expected } = step;
  const isWrong = status === "wrong" || status === "errored";
  return (
    <div className={cn("grid gap-1 border-l-2 pl-3", isWrong ? "border-fail" : "border-border")}>
      <div className="flex flex-wrap items-center gap-2 text-13">
        <StepMark status={status} />
        <b className="font-mono text-12">{step.key}</b>
        <span className="text-12 text-text-3">{step.kind}</span>
        {step.mode !== "live" && <span className="text-12 text-text-3">{step.mode}</span>}
        <span className="ml-auto text-12 text-text-2">
          {formatMs(step.latencyMs)}
          {step.costUsd ? ` · ${formatUsd(step.costUsd)}` : ""}
        </span>
      </div>
      {expected !== undefined && <Value name="expected" value={expected} />}
      <Value name="actual" value={output} />
      {step.reason && isWrong && <p className="text-12 text-fail wrap-anywhere">{step.reason}</p>}
    </div>
  );
}

const SHORT = 60;

function Value({ name, value }: { name: string; value: unknown }) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 1);
  return (
    <div className="grid grid-cols-[64px_minmax(0,1fr)] gap-2 text-12">
      <span className="text-text-2">{name}</span>
      {text.length <= SHORT ? (
        <span className="font-mono wrap-anywhere">{text.replace(/\s+/g, " ")}</span>
      ) : (
        <CodeBlock json={typeof value !== "string"} label={name} code={text} maxHeight={120} />
      )}
    </div>
  );
}
