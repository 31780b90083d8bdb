"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, GitCompareArrows, Pencil } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ticketName } from "@/components/prompts/editor/ticket-name";
import { PromptText, wholeText } from "@/components/prompts/prompt-text";
import { RunTable } from "@/components/runs/run-table";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Person } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { Empty } from "@/components/ui/empty";
import { CopyButton } from "@/components/ui/text/copy-button";
import { linkClass } from "@/components/ui/text/link";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { bareContent } from "@/lib/prompts/bare-content";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version } from "@/lib/prompts/version-contract";
import { runQueries } from "@/lib/runs/queries";
import { VersionFacts } from "./version-facts";

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
  const base = `/${project}/prompts/${encodeURIComponent(name)}`;
  return (
    <div className="grid gap-4">
      <VersionHead base={base} prompt={prompt} version={version} mayWrite={mayWrite} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <PromptText messages={version.messages} />
        <aside className="grid min-w-0 gap-4" aria-label="Beside the messages">
          <VersionFacts version={version} />
        </aside>
      </div>
      <VersionRuns project={project} name={name} number={number} mayWrite={mayWrite} />
    </div>
  );
}

interface HeadProps {
  base: string;
  prompt: Prompt;
  version: Version;
  mayWrite: boolean;
}

function VersionHead({ base, prompt, version, mayWrite }: HeadProps) {
  const { number, parentVersion, ticketUrl } = version;
  const live = Object.entries(prompt.live);
  const liveHere = live.filter(([, { version: which }]) => which === number);
  const small = buttonClass({ size: "sm" });
  const compared = [
    ...(parentVersion ? [{ with: parentVersion, label: `v${parentVersion}, its parent` }] : []),
    ...live
      .filter(([, { version: which }]) => ![number, parentVersion].includes(which))
      .map(([environment, { version: which }]) => ({
        with: which,
        label: `v${which}, live in ${environment}`,
      })),
  ].filter((one, at, all) => all.findIndex((other) => other.with === one.with) === at);
  return (
    <header className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-mono text-16">v{number}</h2>
        {liveHere.map(([environment]) => (
          <Badge key={environment} tone="pass">
            live in {environment}
          </Badge>
        ))}
        {number === prompt.latestVersion && <Badge>latest</Badge>}
        <Neighbour base={base} number={number - 1} exists={number > 1} label="Previous version">
          <ChevronLeft aria-hidden="true" />
        </Neighbour>
        <Neighbour
          base={base}
          number={number + 1}
          exists={number < (prompt.latestVersion ?? 0)}
          label="Next version"
        >
          <ChevronRight aria-hidden="true" />
        </Neighbour>
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {compared.map((one) => (
            <Link
              key={one.with}
              className={small}
              href={`${base}/diff?from=${one.with}&to=${number}`}
            >
              <GitCompareArrows aria-hidden="true" /> Compare with {one.label}
            </Link>
          ))}
          <CopyButton size="sm" text={wholeText(version.messages)}>
            Copy text
          </CopyButton>
          <CopyButton size="sm" text={JSON.stringify(bareContent(version), null, 2)}>
            Copy JSON
          </CopyButton>
          {mayWrite && (
            <Link className={small} href={`${base}/edit?from=${number}`}>
              <Pencil aria-hidden="true" /> Use as draft
            </Link>
          )}
        </span>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-13">
        <Person name={version.author.name} />
        <span className="text-text-2">
          <RelativeTime value={version.createdAt} />
        </span>
        <span>“{version.commitMessage}”</span>
        {ticketUrl && (
          <a className={linkClass} href={ticketUrl} rel="noopener noreferrer" target="_blank">
            {ticketName(ticketUrl)}
          </a>
        )}
      </p>
    </header>
  );
}

interface NeighbourProps {
  base: string;
  number: number;
  exists: boolean;
  label: string;
  children: ReactNode;
}

function Neighbour({ base, number, exists, label, children }: NeighbourProps) {
  if (!exists) return null;
  return (
    <Link
      className={buttonClass({ size: "sm", variant: "ghost" })}
      aria-label={`${label}, v${number}`}
      href={`${base}/versions/${number}`}
    >
      {children}
    </Link>
  );
}

interface RunsProps {
  project: string;
  name: string;
  number: number;
  mayWrite: boolean;
}

function VersionRuns({ project, name, number, mayWrite }: RunsProps) {
  const { data, fetchNextPage, hasNextPage } = useInfiniteQuery(
    runQueries.list(project, { prompt: name, version: number }),
  );
  const runs = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section className="grid gap-2" aria-label={`Evals of v${number}`}>
      <h2>Evals of v{number}</h2>
      {data && runs.length === 0 ? (
        <Empty
          title="Not measured yet"
          actions={
            mayWrite && (
              <Link
                className={buttonClass({ size: "sm" })}
                href={`/${project}/runs/new?prompt=${encodeURIComponent(name)}&version=${number}`}
              >
                Run an eval
              </Link>
            )
          }
        >
          Run v{number} over an eval set to see how often it is right.
        </Empty>
      ) : (
        <RunTable
          project={project}
          runs={runs}
          isOfOnePrompt
          onEndReached={() => hasNextPage && void fetchNextPage()}
        />
      )}
    </section>
  );
}
