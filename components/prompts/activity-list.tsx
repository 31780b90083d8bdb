"use client";
import { useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { HISTORY_WORDS } from "@/components/reviews/review-words";
import { Avatar } from "@/components/ui/data/avatar";
import { Timeline, TimelineItem } from "@/components/ui/data/timeline";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Prompt, PromptActivity } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import { nounOf } from "./prompt-words";

type Entry = PromptActivity["data"][number];

/** Who did what around this prompt, newest first. */
interface Props {
  project: string;
  prompt: Pick<Prompt, "name" | "kind">;
}

export function ActivityList({ project, prompt }: Props) {
  const { name } = prompt;
  const { data } = useQuery(promptQueries.activity(project, name));
  return (
    <Section title="Latest activity">
      {data ? (
        <Timeline label="Latest activity">
          {data.data.slice(0, 10).map((entry) => (
            <TimelineItem
              key={entry.seq}
              node={
                entry.runNumber || entry.experimentNumber ? (
                  <Play className="size-3.5" aria-hidden="true" />
                ) : (
                  <Avatar name={entry.actor} />
                )
              }
              when={<RelativeTime value={entry.at} />}
            >
              {sentenceOf(project, prompt, entry)}
            </TimelineItem>
          ))}
        </Timeline>
      ) : (
        <Skeleton />
      )}
    </Section>
  );
}

/** What somebody did, where there is no more to say of it. */
const DEEDS: Partial<Record<string, (noun: string) => string>> = {
  "prompt.renamed": (noun) => `renamed the ${noun}`,
  "prompt.restored": (noun) => `restored the ${noun}`,
  "prompt.archived": (noun) => `archived the ${noun}`,
  "prompt.hint_dismissed": () => "dismissed a hint",
  "prompt.hint_restored": () => "restored a hint",
};

/** What somebody did with an experiment, before and after its number. */
const EXPERIMENT_DEEDS: Partial<Record<string, [before: string, after?: string]>> = {
  "experiment.started": ["started"],
  "experiment.updated": ["changed the cost cap of"],
  "experiment.cancelled": ["cancelled"],
  "experiment.errors_retried": ["retried the errors of"],
  "experiment.confirmed_on_holdout": ["confirmed a cell of", "on the holdout"],
};

function sentenceOf(project: string, prompt: Props["prompt"], entry: Entry): ReactNode {
  const { type, actor, version, runNumber, experimentNumber, reviewNumber } = entry;
  const { releaseNumber, environment, message } = entry;
  const who = <b>{actor.split(" ")[0]}</b>;
  const noun = nounOf(prompt.kind);
  const deed = DEEDS[type]?.(noun);
  if (deed)
    return (
      <>
        {who} {deed}
      </>
    );
  const which = version && <b className="font-mono">v{version}</b>;
  const run = runNumber && (
    <Link className={linkClass} href={`/${project}/runs/${runNumber}`}>
      run {runNumber}
    </Link>
  );
  const experiment = experimentNumber && (
    <Link className={linkClass} href={`/${project}/experiments/${experimentNumber}`}>
      experiment {experimentNumber}
    </Link>
  );
  const ofExperiment = EXPERIMENT_DEEDS[type];
  if (ofExperiment)
    return (
      <>
        {who} {ofExperiment[0]} {experiment} {ofExperiment[1]}
      </>
    );
  const release = releaseNumber && (
    <Link className={linkClass} href={`/${project}/releases/${releaseNumber}`}>
      release {releaseNumber}
    </Link>
  );
  const review = reviewNumber && (
    <Link className={linkClass} href={`/${project}/reviews/${reviewNumber}`}>
      review {reviewNumber}
    </Link>
  );
  if (type === "review.updated") {
    return (
      <>
        {who} moved {review} to {which}
      </>
    );
  }
  if (review && HISTORY_WORDS[type]) {
    return (
      <>
        {who} {HISTORY_WORDS[type]} {which} in {review}
      </>
    );
  }
  switch (type) {
    case "prompt.created":
      return (
        <>
          {who} created the {noun}
        </>
      );
    case "prompt.updated":
      return (
        <>
          {who} changed what the {noun} is for, its owner or its tags
        </>
      );
    case "spec.written":
      return (
        <>
          {who} changed the{" "}
          <Link className={linkClass} href={`/${project}/${promptPath(prompt)}/spec`}>
            spec
          </Link>
        </>
      );
    case "version.saved":
      return (
        <>
          {who} saved {which}
          {message && `: ${message}`}
        </>
      );
    case "run.started":
      return (
        <>
          {who} started {run} {which && <>of {which}</>}
        </>
      );
    case "run.started_on_holdout":
      return (
        <>
          {who} looked at the holdout with {run} {which && <>of {which}</>}
        </>
      );
    case "release.published":
      return (
        <>
          {who} released {which} to {environment} with {release}
          {message && `: ${message}`}
        </>
      );
    case "release.rolled_back":
      return (
        <>
          {who}{" "}
          {which ? (
            <>
              rolled {environment} back to {which}
            </>
          ) : (
            <>took the prompt offline in {environment}</>
          )}{" "}
          with {release}
          {message && `: ${message}`}
        </>
      );
    case "run.completed":
      return <>{run} has ended</>;
    case "run.failed":
      return <>{run} has failed</>;
    case "run.errors_retried":
      return (
        <>
          {who} retried the errors of {run}
        </>
      );
    case "run.what_if_started":
      return (
        <>
          {who} started {run} with another output of a step
        </>
      );
    case "run.outputs_imported":
      return (
        <>
          {who} imported outputs as {run}
        </>
      );
    case "run.cancelled":
      return (
        <>
          {who} cancelled {run}
        </>
      );
    default: {
      const [noun, verb] = type.split(".");
      return (
        <>
          {who}: {noun?.replaceAll("_", " ")} {verb?.replaceAll("_", " ")} {run}
        </>
      );
    }
  }
}
