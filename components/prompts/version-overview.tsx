"use client";
import type { ReactNode } from "react";
import { ticketName } from "@/components/prompts/editor/ticket-name";
import { RollBackAnswers } from "@/components/releases/roll-back-answers";
import { LiveCandidate } from "@/components/rollouts/live-candidate";
import { GatesAnswer } from "@/components/specs/gates-answer";
import { GatesSection } from "@/components/specs/gates-section";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { StatStrip } from "@/components/ui/data/stat";
import { Empty } from "@/components/ui/empty";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatVersion } from "@/lib/format-number";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import type { VersionSummary } from "@/lib/prompts/version-contract";
import { ActivityList } from "./activity-list";
import { MeasuredVersions } from "./measured-versions";
import { nounOf } from "./prompt-words";

export interface OverviewPlace {
  project: string;
  name: string;
  mayWrite: boolean;
  environments: string[];
  /** Those that this person may release to. */
  releasable: string[];
}

interface Props extends Omit<OverviewPlace, "name"> {
  prompt: Prompt;
  /** The latest; undefined while there is none. */
  version: VersionSummary | undefined;
  /** What to begin with while there is no version. */
  beginning: string;
  /** The fourth question, which depends on what the version holds. */
  context: { question: string; answer: ReactNode };
  /** What the version says, below its gates. */
  children: ReactNode;
}

/** The five questions, answered without a click; then what was measured, and what happened. */
export function VersionOverview(props: Props) {
  const { project, prompt, version, mayWrite, environments, releasable, context } = props;
  const { name, latestVersion: latest } = prompt;
  if (!latest || !version) return <NoVersion {...props} />;
  return (
    <div className="grid gap-4">
      <StatStrip label={`State of the ${nounOf(prompt.kind)}`}>
        <Question title="What is live where?">
          {environments.map((environment) => (
            <LiveVersion key={environment} {...{ project, prompt, environment }} />
          ))}
        </Question>
        <Question title="Who changed it, when, why?">
          <LastChange {...{ project, prompt, version, latest }} />
        </Question>
        <Question title="Which criteria does it pass?">
          <GatesAnswer project={project} name={name} version={latest} />
        </Question>
        <Question title={context.question}>{context.answer}</Question>
        <Question title="Can I roll back?">
          <RollBackAnswers
            project={project}
            prompt={prompt}
            environments={environments}
            releasable={releasable}
          />
        </Question>
      </StatStrip>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_256px]">
        <div className="grid min-w-0 gap-4">
          <GatesSection project={project} name={name} version={latest} mayWrite={mayWrite} />
          {props.children}
          <MeasuredVersions project={project} prompt={prompt} />
        </div>
        <ActivityList project={project} prompt={prompt} />
      </div>
    </div>
  );
}

const pathOf = (project: string, prompt: Prompt) => `/${project}/${promptPath(prompt)}`;

function NoVersion({ project, prompt, mayWrite, beginning }: Props) {
  const base = pathOf(project, prompt);
  return (
    <Empty
      title="No version yet"
      actions={
        mayWrite && (
          <>
            <Link href={`${base}/spec`} className={buttonClass({ variant: "primary" })}>
              Write the spec first
            </Link>
            <Link href={`${base}/edit`} className={buttonClass()}>
              Write the first version
            </Link>
          </>
        )
      }
    >
      {prompt.draft
        ? "You have a draft. Save it as version 1, and it can be run, compared and released."
        : beginning}
    </Empty>
  );
}

interface VersionPlace {
  project: string;
  prompt: Prompt;
}

function LiveVersion({ project, prompt, environment }: VersionPlace & { environment: string }) {
  const live = prompt.live[environment];
  return (
    <div className="flex gap-2">
      <span className="w-20 text-text-2">{environment}</span>
      {live ? (
        <Link
          className="underline-offset-3 hover:underline font-mono"
          href={`${pathOf(project, prompt)}/versions/${live.version}`}
        >
          <b>v{live.version}</b>
        </Link>
      ) : (
        <span className="text-text-3">nothing</span>
      )}
      <LiveCandidate project={project} rollout={live?.rollout} />
    </div>
  );
}

interface LastChangeProps extends VersionPlace {
  version: VersionSummary;
  latest: number;
}

function LastChange({ project, prompt, version, latest }: LastChangeProps) {
  return (
    <>
      <span className="flex items-center gap-1.5">
        <Avatar name={version.author.name} /> {version.author.name}{" "}
        <Link
          className="underline-offset-3 hover:underline font-mono"
          href={`${pathOf(project, prompt)}/versions/${latest}`}
        >
          <b>{formatVersion(latest)}</b>
        </Link>
      </span>
      <span>“{version.commitMessage}”</span>
      <span className="text-12 text-text-2">
        <RelativeTime value={version.createdAt} />
        {version.ticketUrl && (
          <>
            {" · "}
            <a
              className={linkClass}
              href={version.ticketUrl}
              rel="noopener noreferrer"
              target="_blank"
            >
              {ticketName(version.ticketUrl)}
            </a>
          </>
        )}
      </span>
    </>
  );
}

function Question({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1.5 text-13">
      <h2 className="text-12 font-normal text-text-2">{title}</h2>
      {children}
    </div>
  );
}
