"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowUpFromLine, GitCompareArrows, Pencil, Play, Plug, Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Page } from "@/components/layout/page";
import { AskReviewButton } from "@/components/reviews/ask-review-button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { IconButton, iconButtonClass } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { lazyView } from "@/components/ui/lazy-view";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Prompt } from "@/lib/prompts/contract";
import { newRunPath, promptPath, shelfOf } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import { PromptArchivedNotice } from "./prompt-archived-notice";
import { nounOf } from "./prompt-words";

const PromptSettingsDialog = lazyView(() => import("./prompt-settings-dialog"));

export type PromptTab =
  | "overview"
  | "versions"
  | "spec"
  | "runs"
  | "releases"
  | "reviews"
  | "traces"
  | "metrics";

interface Props {
  project: string;
  name: string;
  tab: PromptTab;
  mayWrite: boolean;
  /** Below the tab, e.g. `v6 → v8`. */
  crumb?: string;
  /** The version that this page is about: what a review would be asked for; the newest without. */
  pageVersion?: number;
  children: ReactNode;
}

/** The head of every page of one prompt or chain: its name, its tabs, what to do next. */
export function PromptFrame({ project, name, tab, mayWrite, crumb, pageVersion, children }: Props) {
  const router = useRouter();
  const [isSettings, setSettings] = useState(false);
  const { data: prompt } = useQuery(promptQueries.detail(project, name));
  const named = { name, kind: prompt?.kind ?? "chat" };
  const noun = nounOf(named.kind);
  const base = `/${project}/${promptPath(named)}`;
  const latest = prompt?.latestVersion ?? null;
  useShortcuts(
    mayWrite
      ? [{ keys: "e", label: "Edit draft", group: "Page", run: () => router.push(`${base}/edit`) }]
      : [],
  );
  return (
    <Page crumbs={crumbsOf(project, named, crumb)}>
      <PageHead
        title={
          <span className="flex items-center gap-2 font-mono">
            {name} {prompt && <Badge>{prompt.kind}</Badge>}
            {prompt?.archivedAt && <Badge tone="warn">archived</Badge>}
          </span>
        }
        sub={tab === "overview" && prompt && <PromptAbout project={project} prompt={prompt} />}
        actions={
          <PromptActions
            {...{ project, name, base, noun, mayWrite, latest }}
            pageVersion={pageVersion}
            onSettings={prompt && (() => setSettings(true))}
          />
        }
      />
      <Tabs
        label={`Parts of the ${noun}`}
        className="mb-4"
        tabs={tabsOf({ base, tab, mayWrite, prompt })}
      />
      {prompt && <PromptArchivedNotice {...{ project, prompt, mayWrite }} />}
      {children}
      {prompt && isSettings && (
        <PromptSettingsDialog
          project={project}
          prompt={prompt}
          onClose={() => setSettings(false)}
          onRenamed={(next) =>
            router.replace(
              `/${project}/${promptPath({ ...named, name: next })}${tab === "overview" ? "" : `/${tab}`}`,
            )
          }
        />
      )}
    </Page>
  );
}

interface ActionsProps {
  project: string;
  name: string;
  /** Its address. */
  base: string;
  noun: string;
  mayWrite: boolean;
  latest: number | null;
  pageVersion: number | undefined;
  /** undefined: not read yet. */
  onSettings: (() => void) | undefined;
}

function PromptActions(props: ActionsProps) {
  const { project, name, base, noun, mayWrite, latest, pageVersion, onSettings } = props;
  return (
    <>
      <Link
        href={`/${project}/connect?prompt=${encodeURIComponent(name)}`}
        className={iconButtonClass()}
        aria-label={`Connect an app to the ${noun}`}
        title={`Connect an app to the ${noun}`}
      >
        <Plug aria-hidden="true" />
      </Link>
      {onSettings && mayWrite && (
        <IconButton
          label={`Settings of the ${noun}`}
          icon={<Settings2 aria-hidden="true" />}
          onClick={onSettings}
        />
      )}
      {latest && latest > 1 && (
        <Link href={`${base}/diff?from=${latest - 1}&to=${latest}`} className={buttonClass()}>
          <GitCompareArrows aria-hidden="true" /> Compare
        </Link>
      )}
      {latest && mayWrite && (
        <Link
          href={`/${project}/${newRunPath(name, `version=${latest}`)}`}
          className={buttonClass()}
        >
          <Play aria-hidden="true" /> Run eval
        </Link>
      )}
      {latest && mayWrite && (
        <Link
          href={`/${project}/releases/new?prompt=${encodeURIComponent(name)}&version=${latest}`}
          className={buttonClass()}
        >
          <ArrowUpFromLine aria-hidden="true" /> Release…
        </Link>
      )}
      {latest && mayWrite && (
        <AskReviewButton project={project} prompt={name} version={pageVersion ?? latest} />
      )}
      {mayWrite && (
        <Link href={`${base}/edit`} className={buttonClass({ variant: "primary" })}>
          <Pencil aria-hidden="true" /> Edit draft <Kbd keys="e" aria-hidden="true" />
        </Link>
      )}
    </>
  );
}

interface TabsOptions {
  base: string;
  tab: PromptTab;
  mayWrite: boolean;
  prompt: Prompt | undefined;
}

function tabsOf({ base, tab, mayWrite, prompt }: TabsOptions) {
  const tabOf = (name: PromptTab, label: string) => ({
    label,
    href: `${base}/${name}`,
    current: tab === name,
  });
  const editor = {
    label: (
      <span className="flex items-center gap-1.5">
        Editor {prompt?.draft && <Badge tone="accent">draft</Badge>}
      </span>
    ),
    href: `${base}/edit`,
  };
  return [
    { label: "Overview", href: base, current: tab === "overview" },
    ...(mayWrite ? [editor] : []),
    { ...tabOf("versions", "Versions"), count: prompt?.latestVersion ?? 0 },
    tabOf("spec", "Spec"),
    tabOf("runs", "Runs"),
    tabOf("reviews", "Reviews"),
    tabOf("releases", "Releases"),
    tabOf("traces", "Traces"),
    tabOf("metrics", "Metrics"),
  ];
}

/** What the prompt is for, who looks after it, and what it is found by. */
function PromptAbout({ project, prompt }: { project: string; prompt: Prompt }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {prompt.description && <span>{prompt.description}</span>}
      <span className="text-text-3">Owner: {prompt.owner.name}</span>
      {prompt.tags.map((tag) => (
        <Link key={tag} href={`/${project}/${shelfOf(prompt.kind)}?tag=${encodeURIComponent(tag)}`}>
          <Badge tone="outline">{tag}</Badge>
        </Link>
      ))}
    </span>
  );
}

export function crumbsOf(project: string, named: Pick<Prompt, "name" | "kind">, crumb?: string) {
  const label = named.kind === "chain" ? "Chains" : "Prompts";
  return [
    { label, href: `/${project}/${shelfOf(named.kind)}` },
    {
      label: <span className="font-mono">{named.name}</span>,
      href: `/${project}/${promptPath(named)}`,
    },
    ...(crumb ? [{ label: crumb }] : []),
  ];
}
