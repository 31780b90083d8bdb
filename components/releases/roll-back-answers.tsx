"use client";
import type { Prompt } from "@/lib/prompts/contract";
import { RollBackAnswer } from "./roll-back-answer";

interface Props {
  project: string;
  prompt: Prompt;
  environments: string[];
  releasable: string[];
}

/** “Can I roll back?”, environment by environment. */
export function RollBackAnswers({ project, prompt, environments, releasable }: Props) {
  const live = environments.filter((environment) => prompt.live[environment]);
  if (live.length === 0) return <span>Nothing is live, so there is nothing to roll back.</span>;
  return live.map((environment) => (
    <div key={environment} className="grid justify-items-start gap-1">
      <span className="text-12 text-text-2">{environment}</span>
      {releasable.includes(environment) ? (
        <RollBackAnswer project={project} prompt={prompt.name} environment={environment} />
      ) : (
        <span className="text-12 text-text-3">your role cannot release here</span>
      )}
    </div>
  ));
}
