"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount, formatUsd } from "@/lib/format-number";
import type { Run } from "@/lib/runs/contract";
import { useStartWhatIf } from "@/lib/runs/hooks";
import { isUnderWay, runQueries } from "@/lib/runs/queries";
import type { StepOutcome } from "@/lib/runs/summary-contract";
import type { WhatIf } from "@/lib/runs/what-if/what-if-contract";

interface Props {
  project: string;
  run: Run;
  step: StepOutcome;
  whatIf: WhatIf | null;
  mayWrite: boolean;
}

/** What came of putting the expected output of a step in, over all cases that went wrong there. */
export function WhatIfOfStep({ project, run, step, whatIf, mayWrite }: Props) {
  if (whatIf && isUnderWay(whatIf)) {
    return (
      <span className="text-text-2">
        {whatIf.cases.length} of {whatIf.total} run again
      </span>
    );
  }
  if (whatIf) {
    return (
      <Link className={linkClass} href={`/${project}/runs/${whatIf.number}`}>
        {whatIf.passed} of {whatIf.total} {whatIf.passed === 1 ? "passes" : "pass"}
      </Link>
    );
  }
  const canAsk = mayWrite && run.split === "development" && !run.recorded && step.firstWrong;
  return canAsk ? <AskButton {...{ project, run, step }} /> : null;
}

function AskButton({ project, run, step }: Pick<Props, "project" | "run" | "step">) {
  const body = { step: step.key, output: "expected", mocks: {} };
  const { data: plan, error } = useQuery(runQueries.whatIfPlan(project, run.number, body));
  const start = useStartWhatIf(project, run.number);
  if (error) return <span className="text-text-3">no expectation to put in</span>;
  const cost = plan && (plan.costUsd === null ? "cost unknown" : formatUsd(plan.costUsd));
  return (
    <span className="flex items-center gap-2">
      <Button size="sm" busy={start.isPending} disabled={!plan} onClick={() => start.mutate(body)}>
        Rerun {formatCount(plan?.cases ?? step.firstWrong ?? 0)}
        {cost && `, ${cost}`}
      </Button>
      {start.error && <span className="text-fail">{start.error.message}</span>}
    </span>
  );
}
