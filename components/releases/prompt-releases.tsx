"use client";
import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Changelog } from "./changelog";
import { FeedButton } from "./feed-button";
import { LiveAnswers } from "./live-answers";

interface Props {
  project: string;
  prompt: string;
  environments: string[];
  /** Those that this person may release to. */
  releasable: string[];
}

/** One prompt's timeline: who released what, when, why, replaced by what. */
export function PromptReleases({ project, prompt, environments, releasable }: Props) {
  const api = `/api/v1/projects/${project}/releases`;
  const query = `prompt=${encodeURIComponent(prompt)}`;
  return (
    <div className="grid gap-4">
      <LiveAnswers
        project={project}
        prompt={prompt}
        environments={environments}
        releasable={releasable}
      />
      <Changelog project={project} environments={environments} prompt={prompt} />
      <div className="flex gap-2">
        <FeedButton project={project} prompt={prompt} size="sm" />
        <a href={`${api}/markdown?${query}`} className={buttonClass({ size: "sm" })}>
          <Download aria-hidden="true" /> Markdown
        </a>
      </div>
    </div>
  );
}
