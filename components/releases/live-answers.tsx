"use client";
import { useQuery } from "@tanstack/react-query";
import { LiveCandidate } from "@/components/rollouts/live-candidate";
import { promptQueries } from "@/lib/prompts/queries";
import { RollBackAnswer } from "./roll-back-answer";

interface Props {
  project: string;
  prompt: string;
  environments: string[];
  releasable: string[];
}

/** What is live in each environment, with its way back. */
export function LiveAnswers({ project, prompt, environments, releasable }: Props) {
  const { data } = useQuery(promptQueries.detail(project, prompt));
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-13">
      {environments.map((environment) => (
        <div key={environment} className="flex items-center gap-2">
          <dt className="text-text-2">{environment}</dt>
          <dd className="flex items-center gap-2">
            {data?.live[environment] ? (
              <b className="font-mono">v{data.live[environment]?.version}</b>
            ) : (
              <span className="text-text-3">nothing is live</span>
            )}
            <LiveCandidate project={project} rollout={data?.live[environment]?.rollout} />
            {releasable.includes(environment) && data?.live[environment] && (
              <RollBackAnswer project={project} prompt={prompt} environment={environment} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
