"use client";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/data/badge";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { toast, toastError } from "@/components/ui/overlays/toast";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { useUpdateCase } from "@/lib/eval-sets/hooks";
import { formatCountOf } from "@/lib/format-number";
import { totalsOf } from "./chain-try-step";
import type { ChainAnswer } from "./use-chain-try";

interface Props {
  project: string;
  answer: ChainAnswer;
  evalSet: string | null;
  evalCase: VisibleCase | null;
  /** The draft or the inputs have changed since. */
  isOld: boolean;
}

/** What the try took, and what can be made of it. */
export function ChainTryFoot({ project, answer, evalSet, evalCase, isOld }: Props) {
  const { done, status, steps } = answer;
  const update = useUpdateCase(project, evalSet ?? "");
  const outputs = [...steps].flatMap(([key, step]) =>
    step?.status === "ok" ? [[key, step.output] as const] : [],
  );
  const save = () =>
    update.mutate(
      {
        caseId: evalCase?.caseId ?? "",
        steps: { ...evalCase?.steps, ...Object.fromEntries(outputs) },
      },
      {
        onSuccess: () =>
          toast(`${evalCase?.caseId} expects this of ${formatCountOf(outputs.length, "step")}`),
        onError: (error) => toastError(error.message),
      },
    );
  return (
    <footer className="flex flex-wrap items-center gap-x-3.5 gap-y-1.5 px-4 py-2.5 text-12 text-text-2 tabular-nums">
      {done && totalsOf(done).map((words) => <span key={words}>{words}</span>)}
      {status === "cancelled" && <Badge>stopped</Badge>}
      {done?.escalatedBy && <Badge tone="warn">escalated by {done.escalatedBy}</Badge>}
      {done?.outcome === "errored" && <Badge tone="warn">error</Badge>}
      {done?.outcome && done.outcome !== "errored" && (
        <VerdictPill verdict={done.outcome === "passed" ? "pass" : "fail"} />
      )}
      {isOld && <span className="text-text-3">before your last edit</span>}
      {done && evalCase && outputs.length > 0 && (
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto"
          busy={update.isPending}
          title={`Keep what each step gave as what ${evalCase.caseId} expects of it`}
          onClick={save}
        >
          Save as expectation
        </Button>
      )}
    </footer>
  );
}
