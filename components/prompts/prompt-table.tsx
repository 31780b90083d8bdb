"use client";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { IntervalMark } from "@/components/charts/interval-mark";
import { Sparkline } from "@/components/charts/sparkline";
import { LiveCandidate } from "@/components/rollouts/live-candidate";
import { Link } from "@/components/ui/controls/link";
import { Person } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { sectionClass } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatInterval, formatRate } from "@/lib/format-number";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";

interface Props {
  project: string;
  prompts: Prompt[];
  isGrouped: boolean;
  /** Of the table, and of its first column. */
  labels?: { all: string; one: string };
}

const PROMPTS = { all: "Prompts", one: "Prompt" };

function folderOf(prompt: Prompt): string {
  return prompt.name.includes("/") ? prompt.name.slice(0, prompt.name.lastIndexOf("/") + 1) : "";
}

/** Prompts or chains with owner, what is live where, last eval and trend. */
export function PromptTable({ project, prompts, isGrouped, labels = PROMPTS }: Props) {
  const router = useRouter();
  const [selected, setSelected] = useQueryState("prompt", parseAsString);
  const { one } = labels;
  const columns = useMemo(() => columnsOf(project, isGrouped, one), [project, isGrouped, one]);
  const open = (name: string) => {
    const prompt = prompts.find((each) => each.name === name);
    if (prompt) router.push(`/${project}/${promptPath(prompt)}`);
  };
  const folders = useMemo(() => [...new Set(prompts.map(folderOf))].sort(), [prompts]);
  return (
    <div className={sectionClass}>
      <DataTable
        label={labels.all}
        rows={prompts}
        columns={columns}
        rowId={(prompt) => prompt.name}
        rowHeight={48}
        selectedId={selected}
        onSelect={(name) => setSelected(name)}
        onOpen={open}
        {...(isGrouped
          ? {
              groups: folders.map((folder) => ({
                key: folder,
                label: <b className="font-mono text-code">{folder || "no folder"}</b>,
              })),
              groupOf: folderOf,
            }
          : {})}
        empty={<p className="p-4 text-13 text-text-2">Nothing matches these filters.</p>}
      />
    </div>
  );
}

function columnsOf(project: string, isGrouped: boolean, one: string): DataColumn<Prompt>[] {
  return [
    {
      id: "prompt",
      header: one,
      sortValue: (prompt) => prompt.name,
      cell: (prompt) => (
        <span className="grid">
          <span className="flex items-center gap-1.5 font-mono">
            <Link
              className="underline-offset-3 hover:underline"
              href={`/${project}/${promptPath(prompt)}`}
            >
              {isGrouped ? prompt.name.slice(folderOf(prompt).length) : prompt.name}
            </Link>
            {prompt.draft && <Badge tone="accent">draft</Badge>}
            {prompt.archivedAt && <Badge tone="warn">archived</Badge>}
            {prompt.tags.map((tag) => (
              <Badge key={tag} tone="outline" className="font-sans">
                {tag}
              </Badge>
            ))}
          </span>
          <span className="text-12 text-text-3 truncate">{prompt.description}</span>
        </span>
      ),
    },
    {
      id: "owner",
      header: "Owner",
      width: 140,
      wideOnly: true,
      sortValue: (p) => p.owner.name,
      cell: (p) => <Person name={p.owner.name} />,
    },
    {
      id: "live",
      header: "Live",
      width: 120,
      cell: (prompt) => <LiveVersions project={project} prompt={prompt} />,
    },
    {
      id: "eval",
      header: "Last eval, development (95 %, n)",
      width: 300,
      sortValue: (prompt) => prompt.lastEval?.passRate.value,
      cell: (prompt) => <LastEval prompt={prompt} />,
    },
    {
      id: "trend",
      header: "v1 → latest",
      width: 120,
      wideOnly: true,
      cell: ({ lastEval }) =>
        lastEval && lastEval.trend.length > 1 ? (
          <Sparkline
            values={lastEval.trend.map(({ passRate }) => passRate.value)}
            label="Pass rate by version"
            format={formatRate}
          />
        ) : (
          <span className="text-text-3">{lastEval ? "one version" : "no runs yet"}</span>
        ),
    },
    {
      id: "changed",
      header: "Changed",
      width: 120,
      num: true,
      sortValue: (prompt) => prompt.updatedAt,
      cell: (prompt) => <RelativeTime value={prompt.updatedAt} />,
    },
  ];
}

function LiveVersions({ project, prompt }: { project: string; prompt: Prompt }) {
  const live = Object.entries(prompt.live);
  if (live.length === 0) return <span className="text-text-3">not live</span>;
  return (
    <span className="grid">
      {live.map(([environment, { version, rollout }]) => (
        <span key={environment}>
          <b className="font-mono">v{version}</b>{" "}
          <span className="text-12 text-text-3">{environment}</span>{" "}
          <LiveCandidate project={project} rollout={rollout} />
        </span>
      ))}
    </span>
  );
}

function LastEval({ prompt: { lastEval } }: { prompt: Prompt }) {
  if (!lastEval) return <VerdictPill verdict="not_measured" />;
  const { value, low, high, n } = lastEval.passRate;
  return (
    <span className="flex items-center gap-3">
      <span className="w-14">{formatRate(value)}</span>
      <IntervalMark value={value} low={low} high={high} width={96} />
      <span className="text-12 text-text-3">
        {formatInterval(low, high)}, n = {n}
      </span>
    </span>
  );
}
