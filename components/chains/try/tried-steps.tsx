import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { ChainTryStep, stateOf } from "./chain-try-step";
import type { useChainTry } from "./use-chain-try";

interface TriedStepsProps {
  content: ChainContent;
  answer: ReturnType<typeof useChainTry>["answer"];
  /** Place of the first step that has a problem; from there on nothing runs. */
  blockedAt: number | null;
  /** The problem there. */
  message: string | undefined;
  onRunAlone: (index: number) => void;
}

/** What each step gave, and what keeps one from running. */
export function TriedSteps({ content, answer, blockedAt, message, onRunAlone }: TriedStepsProps) {
  const isRunning = answer?.status === "running";
  return (
    <ol className="m-0 list-none p-0" aria-label="Steps of the try">
      {content.steps.map(({ key }, index) => {
        const tried = answer?.steps.get(key);
        const judged = answer?.done?.steps.find((each) => each.key === key);
        const isBlocked = blockedAt !== null && index >= blockedAt;
        if (!answer && !isBlocked) return null;
        const canRunAlone =
          !isRunning &&
          !isBlocked &&
          content.steps.slice(0, index).every((each) => answer?.steps.get(each.key));
        return (
          <ChainTryStep
            key={key}
            name={key}
            state={stateOf(tried, { judged, isBlocked })}
            answer={isBlocked ? undefined : tried}
            judged={isBlocked ? undefined : judged}
            problem={index === blockedAt ? `Fix it to run this step: ${message}` : undefined}
            onRunAlone={canRunAlone ? () => onRunAlone(index) : undefined}
          />
        );
      })}
    </ol>
  );
}
