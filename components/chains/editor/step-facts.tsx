import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import { describeOutput } from "../output-members";
import { chipClass } from "../steps/chip-class";
import { StepFact, stepFactsClass } from "../steps/step-frame";
import type { ChainDesk } from "./chain-desk";
import { StepFailure } from "./step-failure";
import { StepInputs } from "./step-inputs";

interface Props {
  desk: ChainDesk;
  step: ChainStep;
  index: number;
  /** Its form, which says when it runs, is open. */
  isOpen: boolean;
  onChange: (step: ChainStep) => void;
  problemAt: (path: string) => string | undefined;
}

/** What a step takes and gives, and what follows when it fails. */
export function StepFacts({ isOpen, ...common }: Props) {
  const { desk, step, onChange } = common;
  const outputs =
    step.kind === "route"
      ? [...step.config.branches.map(({ name }) => name), step.config.otherwise].filter(Boolean)
      : describeOutput(desk.check.outputs.get(step.key));
  return (
    <dl className={stepFactsClass}>
      <StepFact term="in">
        <StepInputs {...common} />
      </StepFact>
      <StepFact term="out">
        {outputs.map((words) => (
          <code key={words} className={chipClass()}>
            {words}
          </code>
        ))}
      </StepFact>
      {step.onlyIf && !isOpen && (
        <StepFact term="only if">
          {step.onlyIf.step} took {step.onlyIf.is.join(" or ")}
        </StepFact>
      )}
      <StepFact term="on failure">
        <StepFailure {...{ step, onChange }} readOnly={desk.readOnly} />
      </StepFact>
    </dl>
  );
}
