"use client";
import { useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { Avatar } from "@/components/ui/data/avatar";
import { Timeline, TimelineItem } from "@/components/ui/data/timeline";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { ActivitySentence } from "./activity-sentence";

interface Props {
  project: string;
  prompt: Pick<Prompt, "name" | "kind">;
}

/** Who did what around this prompt, newest first. */
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
              <ActivitySentence project={project} prompt={prompt} entry={entry} />
            </TimelineItem>
          ))}
        </Timeline>
      ) : (
        <Skeleton />
      )}
    </Section>
  );
}
