"use client";
import { useQuery } from "@tanstack/react-query";
import { VersionHead } from "@/components/prompts/versions/version-head";
import { VersionRuns } from "@/components/prompts/versions/version-runs";
import { Section } from "@/components/ui/section";
import { CopyButton } from "@/components/ui/text/copy-button";
import { chainQueries } from "@/lib/chains/queries";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import { chainPart } from "./editor/editor-chain";
import { ChainSteps } from "./steps/chain-steps";

interface Props {
  project: string;
  name: string;
  number: number;
  mayWrite: boolean;
}

/** One version of a chain to read: its steps, who wrote it and what it measured. */
export function ChainVersionView({ project, name, number, mayWrite }: Props) {
  const { data: chain } = useQuery(promptQueries.detail(project, name));
  const { data: version } = useQuery(chainQueries.version(project, name, number));
  if (!chain || !version) return null;
  const content = chainPart(version);
  return (
    <div className="grid gap-4">
      <VersionHead
        base={`/${project}/${promptPath(chain)}`}
        {...{ version, mayWrite }}
        prompt={chain}
        copies={
          <CopyButton size="sm" text={JSON.stringify(content, null, 2)}>
            Copy JSON
          </CopyButton>
        }
      />
      <Section title="Steps">
        <ChainSteps project={project} content={content} />
      </Section>
      <VersionRuns {...{ project, name, number, mayWrite }} />
    </div>
  );
}
