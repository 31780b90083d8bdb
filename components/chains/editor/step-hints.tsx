"use client";
import { useQuery } from "@tanstack/react-query";
import { PromptHints } from "@/components/chains/hints/prompt-hints";
import type { StepOf } from "@/lib/prompts/chain/chain-content";
import { promptQueries } from "@/lib/prompts/queries";
import type { ChainDesk } from "./chain-desk";

interface Props {
  desk: ChainDesk;
  step: StepOf<"prompt">;
}

/** Text of the step's prompt that other steps of the chain, or steps that it lacks, would do better. */
export default function StepHints({ desk, step }: Props) {
  const { prompt, version: number } = step.config;
  const { data: version } = useQuery({
    ...promptQueries.version(desk.project, prompt, number),
    enabled: prompt !== "",
  });
  if (!version) return null;
  const steps = desk.chain.steps.map((entry) => entry.step);
  const tools = [
    ...(version.tools ?? []),
    ...steps.flatMap((one) => (one.kind === "tool" ? [one.config.tool] : [])),
  ];
  return (
    <PromptHints
      {...{ project: desk.project, prompt }}
      messages={version.messages}
      context={{
        tools: tools.map(({ name, description = "" }) => `${name} ${description}`),
        hasRetrieval: steps.some(({ kind }) => kind === "retrieve"),
      }}
      mayWrite={!desk.readOnly}
    />
  );
}
