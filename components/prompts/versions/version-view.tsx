"use client";
import { useQuery } from "@tanstack/react-query";
import { PromptText, wholeText } from "@/components/prompts/prompt-text";
import { CopyButton } from "@/components/ui/text/copy-button";
import { bareContent } from "@/lib/prompts/bare-content";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import { VersionFacts } from "./version-facts";
import { VersionHead } from "./version-head";
import { VersionRuns } from "./version-runs";

interface Props {
  project: string;
  name: string;
  number: number;
  mayWrite: boolean;
}

/** One version to read: its text, everything that was sent with it, who wrote it and what it measured. */
export function VersionView({ project, name, number, mayWrite }: Props) {
  const { data: prompt } = useQuery(promptQueries.detail(project, name));
  const { data: version } = useQuery(promptQueries.version(project, name, number));
  if (!prompt || !version) return null;
  return (
    <div className="grid gap-4">
      <VersionHead
        base={`/${project}/${promptPath(prompt)}`}
        {...{ prompt, version, mayWrite }}
        copies={
          <>
            <CopyButton size="sm" text={wholeText(version.messages)}>
              Copy text
            </CopyButton>
            <CopyButton size="sm" text={JSON.stringify(bareContent(version), null, 2)}>
              Copy JSON
            </CopyButton>
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <PromptText messages={version.messages} />
        <aside className="grid min-w-0 gap-4" aria-label="Beside the messages">
          <VersionFacts version={version} />
        </aside>
      </div>
      <VersionRuns {...{ project, name, number, mayWrite }} />
    </div>
  );
}
