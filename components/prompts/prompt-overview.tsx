"use client";
import { useQuery } from "@tanstack/react-query";
import { describeSettings } from "@/components/prompts/prompt-words";
import { formatCountOf } from "@/lib/format-number";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version } from "@/lib/prompts/version-contract";
import { PromptTextSection } from "./prompt-text-section";
import { type OverviewPlace, VersionOverview } from "./version-overview";

export function PromptOverview({ name, ...place }: OverviewPlace) {
  const { project } = place;
  const { data: prompt } = useQuery(promptQueries.detail(project, name));
  const latest = prompt?.latestVersion ?? null;
  const { data: version } = useQuery({
    ...promptQueries.version(project, name, latest ?? 0),
    enabled: latest !== null,
  });
  if (!prompt) return null;
  return (
    <VersionOverview
      {...place}
      prompt={prompt}
      version={version}
      beginning="Say what the prompt must do and how you would know: every version is then measured by it. Or start with the messages, and save them as version 1."
      context={{
        question: "With which model and context?",
        answer: version && <ModelAnswer version={version} />,
      }}
    >
      {latest && <PromptTextSection project={project} prompt={prompt} latest={latest} />}
    </VersionOverview>
  );
}

function ModelAnswer({
  version: { model, settings, messages, tools, outputSchema },
}: {
  version: Version;
}) {
  const set = describeSettings(settings).map((words) => words.join(" "));
  return (
    <>
      <span>
        {model.provider} / {model.name}
      </span>
      <span className="text-text-2">
        {set.length > 0 ? set.join(" · ") : "the model's own settings"}
      </span>
      <span className="text-text-2">
        {[
          formatCountOf(messages.length, "message"),
          tools?.length ? formatCountOf(tools.length, "tool") : "no tools",
          outputSchema ? "schema" : "no schema",
        ].join(", ")}
      </span>
    </>
  );
}
