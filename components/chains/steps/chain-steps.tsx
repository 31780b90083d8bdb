"use client";
import { useQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { codeClass } from "@/components/ui/text/code-class";
import { linkClass } from "@/components/ui/text/link-class";
import { chainQueries } from "@/lib/chains/queries";
import type { ChainContent, ChainStep } from "@/lib/prompts/chain/chain-content";
import { listChainInputs } from "@/lib/prompts/chain/list-chain-inputs";
import { showExpression } from "@/lib/prompts/chain/parse-expression";
import { promptPath } from "@/lib/prompts/prompt-path";
import { describeFailure, describeInput, describeUse, FAILURE_WORDS } from "../chain-words";
import { describeOutput, describeSchema } from "../output-members";
import { chipClass } from "./chip-class";
import { KindBadge } from "./kind-badge";
import { StepFact, StepFrame, stepFactsClass, stepHeadClass } from "./step-frame";

interface Props {
  project: string;
  content: ChainContent;
}

const codeStepClass = cn(codeClass, "max-h-60 overflow-auto border-t px-7.5 py-2");

/** The steps of a version, to read. */
export function ChainSteps({ project, content }: Props) {
  const { data: check } = useQuery(chainQueries.check(project, content));
  const { steps } = content;
  return (
    <div>
      <ChainInputs content={content} />
      <ol className="m-0 mt-2 list-none p-0" aria-label="Steps">
        {steps.map((step, index) => (
          <StepFrame key={step.key} number={index + 1} isLast={index === steps.length - 1}>
            <header className={stepHeadClass}>
              <b>{step.key}</b>
              <KindBadge kind={step.kind} />
              <StepUse project={project} step={step} />
            </header>
            <dl className={stepFactsClass}>
              <StepFact term="in">
                {Object.entries(step.input).map(([name, expression]) => (
                  <code key={name} className={chipClass({ tone: "from" })}>
                    {describeInput(name, expression)}
                  </code>
                ))}
                {Object.keys(step.input).length === 0 && "nothing"}
              </StepFact>
              {check && (
                <StepFact term="out">
                  {describeOutput(check.outputs.find(({ key }) => key === step.key)?.schema).map(
                    (words) => (
                      <code key={words} className={chipClass()}>
                        {words}
                      </code>
                    ),
                  )}
                </StepFact>
              )}
              {step.onlyIf && (
                <StepFact term="only if">
                  {step.onlyIf.step} is {step.onlyIf.is.join(" or ")}
                </StepFact>
              )}
              <StepFact term="on failure">
                <span className="text-text">{FAILURE_WORDS[step.onFailure ?? "stop"]}</span>{" "}
                {describeFailure(step)}
              </StepFact>
            </dl>
            {step.kind === "code" && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard
              <pre className={codeStepClass} tabIndex={0}>
                {step.config.code}
              </pre>
            )}
          </StepFrame>
        ))}
      </ol>
      <p className="m-0 flex flex-wrap items-center gap-1.5 pl-8 text-12 text-text-2">
        Output of the chain{" "}
        <code className={chipClass()}>
          {showExpression(content.output ?? `steps.${steps.at(-1)?.key}.output`)}
        </code>
      </p>
    </div>
  );
}

/** What the chain takes, with the types that its schema says. */
export function ChainInputs({ content }: { content: ChainContent }) {
  const { properties } = content.inputs ?? {};
  const isTyped = typeof properties === "object" && properties !== null;
  const names = isTyped ? Object.keys(properties) : listChainInputs(content);
  const typeOf = (name: string) =>
    isTyped ? `: ${describeSchema((properties as Record<string, unknown>)[name])}` : "";
  return (
    <span className="flex flex-wrap items-center gap-1.5 text-12 text-text-2">
      Input{" "}
      {names.map((name) => (
        <code key={name} className={chipClass()}>
          {name}
          {typeOf(name)}
        </code>
      ))}
      {names.length === 0 && "nothing"}
    </span>
  );
}

/** What a step uses; a prompt leads to its version. */
export function StepUse({ project, step }: { project: string; step: ChainStep }) {
  if (step.kind !== "prompt" || !step.config.prompt) {
    return <span className="min-w-0 text-12 text-text-2 wrap-anywhere">{describeUse(step)}</span>;
  }
  const { prompt: name, version } = step.config;
  return (
    <span className="min-w-0 text-12 text-text-2 wrap-anywhere">
      <Link
        className={`${linkClass} font-mono`}
        href={`/${project}/${promptPath({ name, kind: "chat" })}/versions/${version}`}
      >
        {name}
      </Link>{" "}
      <b className="font-mono">v{version}</b>
    </span>
  );
}
