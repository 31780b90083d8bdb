"use client";
import { Undo2 } from "lucide-react";
import { type ChainDesk, problemFinder } from "@/components/chains/editor/chain-desk";
import { StepCondition } from "@/components/chains/editor/step-condition";
import { StepFacts } from "@/components/chains/editor/step-facts";
import { StepForm } from "@/components/chains/editor/step-form";
import { StepProblems } from "@/components/chains/editor/step-problems";
import type { ChainProblem } from "@/components/chains/editor/use-chain-check";
import { StepUse } from "@/components/chains/steps/chain-steps";
import { KindBadge } from "@/components/chains/steps/kind-badge";
import { stepHeadClass } from "@/components/chains/steps/step-frame";
import { StepToggle } from "@/components/chains/steps/step-toggle";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Badge } from "@/components/ui/data/badge";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";

interface Props {
  desk: ChainDesk;
  step: ChainStep;
  /** Its place in the chain. */
  index: number;
  isOpen: boolean;
  /** What does not fit, with the rest of the chain as it is in this option. */
  problems: readonly ChainProblem[];
  /** What the server refused, by the path within the step. */
  errorAt: (path: string) => string | undefined;
  onToggle: () => void;
  onChange: (step: ChainStep) => void;
  onRemove: () => void;
}

/** A step that an option changes, with the form that it has in the editor. */
export function ChangedStep(props: Props) {
  const { desk, step, index, isOpen, problems, errorAt, onToggle, onChange, onRemove } = props;
  const find = problemFinder(problems);
  const problemAt = (path: string) => find(path) ?? errorAt(path);
  const before = desk.base?.content.steps.find(({ key }) => key === step.key);
  const isSame = before !== undefined && canonicalJson(before) === canonicalJson(step);
  const refusal = problems.length === 0 ? errorAt("") : undefined;
  const common = { desk, step, index, onChange, problemAt };
  return (
    <section className="min-w-0 rounded border" aria-label={`Changed step ${step.key}`}>
      <header className={stepHeadClass}>
        <b className="wrap-anywhere">{step.key}</b>
        <KindBadge kind={step.kind} />
        <StepUse project={desk.project} step={step} />
        <Badge tone={isSame ? "outline" : "accent"}>
          {isSame ? `still as in v${desk.base?.number}` : "changed"}
        </Badge>
        <span className="ml-auto flex">
          <StepToggle name={step.key} isOpen={isOpen} onToggle={onToggle} />
          <IconButton
            size="sm"
            label={`Leave ${step.key} as it is`}
            icon={<Undo2 className="size-3.5" aria-hidden="true" />}
            onClick={onRemove}
          />
        </span>
      </header>
      {isOpen && (
        <>
          <StepFacts {...common} isOpen />
          <div className="grid gap-3 border-t px-3 py-3">
            <StepCondition {...common} />
            <StepForm {...common} />
          </div>
        </>
      )}
      <StepProblems
        problems={refusal === undefined ? problems : [{ path: "", message: refusal }]}
      />
    </section>
  );
}
