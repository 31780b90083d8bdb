"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { IntervalMark } from "@/components/charts/interval-mark";
import { ticketName } from "@/components/prompts/editor/ticket-name";
import { describeSettings } from "@/components/prompts/prompt-words";
import { RollBackAnswers } from "@/components/releases/roll-back-answers";
import { LiveCandidate } from "@/components/rollouts/live-candidate";
import { GatesAnswer } from "@/components/specs/gates-answer";
import { GatesSection } from "@/components/specs/gates-section";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Avatar } from "@/components/ui/data/avatar";
import { StatStrip } from "@/components/ui/data/stat";
import { Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link";
import { RelativeTime } from "@/components/ui/text/relative-time";
import {
  formatCountOf,
  formatInterval,
  formatPoints,
  formatRate,
  formatVersion,
} from "@/lib/format-number";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version } from "@/lib/prompts/version-contract";
import { ActivityList } from "./activity-list";
import { PromptTextSection } from "./prompt-text-section";

interface Props {
  project: string;
  name: string;
  mayWrite: boolean;
  environments: string[];
  /** Those that this person may release to. */
  releasable: string[];
}

/** The five questions, answered without a click; then what was measured, and what happened. */
export function PromptOverview({ project, name, mayWrite, environments, releasable }: Props) {
  const { data: prompt } = useQuery(promptQueries.detail(project, name));
  const latest = prompt?.latestVersion ?? null;
  const { data: version } = useQuery({
    ...promptQueries.version(project, name, latest ?? 0),
    enabled: latest !== null,
  });
  if (!prompt) return null;
  const base = `/${project}/prompts/${encodeURIComponent(name)}`;
  if (!latest || !version) {
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
          : "Say what the prompt must do and how you would know: every version is then measured by it. Or start with the messages, and save them as version 1."}
      </Empty>
    );
  }
  return (
    <div className="grid gap-4">
      <StatStrip label="State of the prompt">
        <Question title="What is live where?">
          {environments.map((environment) => (
            <div key={environment} className="flex gap-2">
              <span className="w-20 text-text-2">{environment}</span>
              {prompt.live[environment] ? (
                <Link
                  className="underline-offset-3 hover:underline font-mono"
                  href={`${base}/versions/${prompt.live[environment].version}`}
                >
                  <b>v{prompt.live[environment].version}</b>
                </Link>
              ) : (
                <span className="text-text-3">nothing</span>
              )}
              <LiveCandidate project={project} rollout={prompt.live[environment]?.rollout} />
            </div>
          ))}
        </Question>
        <Question title="Who changed it, when, why?">
          <span className="flex items-center gap-1.5">
            <Avatar name={version.author.name} /> {version.author.name}{" "}
            <Link
              className="underline-offset-3 hover:underline font-mono"
              href={`${base}/versions/${latest}`}
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
        </Question>
        <Question title="Which criteria does it pass?">
          <GatesAnswer project={project} name={name} version={latest} />
        </Question>
        <Question title="With which model and context?">
          <ModelAnswer version={version} />
        </Question>
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
          <PromptTextSection project={project} prompt={prompt} latest={latest} />
          <MeasuredVersions project={project} prompt={prompt} />
        </div>
        <ActivityList project={project} name={name} />
      </div>
    </div>
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

function MeasuredVersions({ project, prompt }: { project: string; prompt: Prompt }) {
  const { lastEval } = prompt;
  if (!lastEval) {
    return (
      <Section title="Measured versions">
        <Empty title="Never measured" flush>
          Run an eval to see how often this prompt is right, for whom, and how sure that is.
        </Empty>
      </Section>
    );
  }
  const rows = lastEval.trend.toReversed();
  return (
    <Section
      flush
      title="Measured versions"
      beside={<span className="text-12 text-text-2">development cases of {lastEval.evalSet}</span>}
      footer={
        <Link
          className={linkClass}
          href={`/${project}/eval-sets/${encodeURIComponent(lastEval.evalSet)}?holdout=true&prompt=${encodeURIComponent(prompt.name)}`}
        >
          Development against holdout
        </Link>
      }
    >
      <Table label="Measured versions">
        <thead>
          <tr>
            <Th>Version</Th>
            <Th num>Pass rate</Th>
            <Th>95 % interval</Th>
            <Th num>n</Th>
            <Th num>To the version before</Th>
            <Th>Run</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ version, passRate, runNumber }, index) => {
            const before = rows[index + 1];
            return (
              <Tr key={version}>
                <Td>
                  <Link
                    className="underline-offset-3 hover:underline font-mono"
                    href={`/${project}/prompts/${encodeURIComponent(prompt.name)}/versions/${version}`}
                  >
                    <b>{formatVersion(version)}</b>
                  </Link>
                </Td>
                <Td num>{formatRate(passRate.value)}</Td>
                <Td>
                  <span className="flex items-center gap-3">
                    <IntervalMark {...passRate} width={140} />
                    <span className="text-12 text-text-3">
                      {formatInterval(passRate.low, passRate.high)}
                    </span>
                  </span>
                </Td>
                <Td num>{passRate.n}</Td>
                <Td num>
                  {before ? `${formatPoints(passRate.value - before.passRate.value)} pt` : "first"}
                </Td>
                <Td>
                  <Link
                    className={linkClass}
                    href={`/${project}/runs/${runNumber}${before ? `?baseline=${before.runNumber}` : ""}`}
                  >
                    run {runNumber}
                  </Link>
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </Section>
  );
}
