"use client";
import { showExpression } from "@/lib/prompts/chain/parse-expression";
import { chipClass } from "../steps/chip-class";
import type { ChainDesk } from "./chain-desk";
import { setExpression } from "./editor-chain";
import { ExpressionPicker } from "./expression-picker";
import { listScope } from "./list-scope";
import { StepProblems } from "./step-problems";

/** What the chain answers: the output of its last step, or what is chosen. */
export function ChainOutputLine({ desk }: { desk: ChainDesk }) {
  const { chain, check, readOnly, change } = desk;
  const expression = chain.output ?? `steps.${chain.steps.at(-1)?.step.key}.output`;
  const problems = check.problems.filter(({ path }) => path === "output");
  const tone = problems.length > 0 ? ("bad" as const) : ("from" as const);
  return (
    <div className="ml-auto grid gap-1">
      <span className="flex flex-wrap items-center justify-end gap-1.5 text-12 text-text-2">
        Output of the chain{" "}
        {readOnly ? (
          <code className={chipClass({ tone })}>{showExpression(expression)}</code>
        ) : (
          <ExpressionPicker
            label="Output of the chain"
            expression={expression}
            scope={listScope(chain, chain.steps.length, check.outputs)}
            onChange={(output) => change((before) => ({ ...before, output }))}
            {...(chain.output
              ? { onRemove: () => change((before) => ({ ...before, output: undefined })) }
              : {})}
            trigger={
              <button type="button" className={chipClass({ tone, pressable: true })}>
                {showExpression(expression)}
              </button>
            }
          />
        )}
        {!chain.output && "its last step"}
      </span>
      <StepProblems
        problems={problems}
        onFix={({ path, fix }) => change((before) => setExpression(before, path, fix))}
      />
    </div>
  );
}
