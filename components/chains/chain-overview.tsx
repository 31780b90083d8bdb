"use client";
import { useQuery } from "@tanstack/react-query";
import { type OverviewPlace, VersionOverview } from "@/components/prompts/version-overview";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { chainQueries } from "@/lib/chains/queries";
import { formatCountOf, formatList } from "@/lib/format-number";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import { KIND_WORDS } from "./chain-words";
import { chainPart } from "./editor/editor-chain";
import { ChainSteps } from "./steps/chain-steps";

export function ChainOverview({ name, ...place }: OverviewPlace) {
  const { project } = place;
  const { data: chain } = useQuery(promptQueries.detail(project, name));
  const latest = chain?.latestVersion ?? null;
  const { data: version } = useQuery({
    ...chainQueries.version(project, name, latest ?? 0),
    enabled: latest !== null,
  });
  if (!chain) return null;
  return (
    <VersionOverview
      {...place}
      prompt={chain}
      version={version}
      beginning="Say what the chain must do and how you would know: every version is then measured by it. Or start with its steps, and save them as version 1."
      context={{
        question: "Which steps and prompts?",
        answer: version && <StepsAnswer project={project} content={version} />,
      }}
    >
      {version && (
        <Section
          title="Steps"
          beside={<span className="text-12 text-text-2">v{version.number}, latest</span>}
          actions={
            <Link
              className={cn(linkClass, "text-13")}
              href={`/${project}/${promptPath(chain)}/versions/${version.number}`}
            >
              Open v{version.number}
            </Link>
          }
        >
          <ChainSteps project={project} content={chainPart(version)} />
        </Section>
      )}
    </VersionOverview>
  );
}

function StepsAnswer({ project, content }: { project: string; content: ChainContent }) {
  const kinds = [...new Set(content.steps.map(({ kind }) => KIND_WORDS[kind]))];
  const pins = content.steps.flatMap((step) => (step.kind === "prompt" ? [step] : []));
  return (
    <>
      <span>
        {formatCountOf(content.steps.length, "step")}: {formatList(kinds)}
      </span>
      {pins.map(({ key, config }) => (
        <Link
          key={key}
          className="font-mono text-12 underline-offset-3 hover:underline"
          href={`/${project}/${promptPath({ name: config.prompt, kind: "chat" })}/versions/${config.version}`}
        >
          {config.prompt} <b>v{config.version}</b>
        </Link>
      ))}
    </>
  );
}
