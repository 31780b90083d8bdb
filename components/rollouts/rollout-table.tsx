"use client";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn, RowGroup } from "@/components/ui/data/data-table-props";
import { sectionClass } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { RolloutSummary } from "@/lib/rollouts/contract";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { stateWord } from "./rollout-words";

interface Props {
  project: string;
  rollouts: readonly RolloutSummary[];
  /** There are more ended ones than are read. */
  isPartial: boolean;
  onEndReached: () => void;
}

/** What goes on above, what has ended below; newest first. */
export function RolloutTable({ project, rollouts, isPartial, onEndReached }: Props) {
  const router = useRouter();
  const [selected, setSelected] = useQueryState("rollout", parseAsString);
  const columns = useMemo(() => columnsOf(project), [project]);
  const open = (number: string) => router.push(`/${project}/rollouts/${number}`);
  useShortcuts([
    {
      keys: "e",
      label: "Open the rollout",
      group: "Page",
      enabled: selected !== null,
      run: () => selected && open(selected),
    },
  ]);
  const groups: RowGroup[] = [
    { key: "active", label: "Rolling out" },
    { key: "ended", label: "Ended", isPartial },
  ];
  return (
    <div className={sectionClass}>
      <DataTable
        label="Rollouts"
        rows={rollouts}
        columns={columns}
        rowId={({ number }) => String(number)}
        rowHeight={48}
        groups={groups}
        groupOf={({ endedAt }) => (endedAt ? "ended" : "active")}
        selectedId={selected}
        onSelect={(number) => setSelected(number)}
        onOpen={open}
        onEndReached={onEndReached}
        empty={<p className="p-4 text-13 text-text-2">No rollout matches these filters.</p>}
      />
    </div>
  );
}

function columnsOf(project: string): DataColumn<RolloutSummary>[] {
  return [
    {
      id: "what",
      header: "Rollout",
      width: 300,
      cell: (rollout) => (
        <span className="grid">
          <Link
            className="truncate font-mono text-12 font-medium underline-offset-3 hover:underline"
            href={`/${project}/rollouts/${rollout.number}`}
          >
            {rollout.prompt}
          </Link>
          <span className="truncate text-12 text-text-3">
            {rollout.number}: <VersionTag>v{rollout.stable}</VersionTag> →{" "}
            <VersionTag>v{rollout.candidate}</VersionTag> in {rollout.environment}
          </span>
        </span>
      ),
    },
    { id: "state", header: "State", width: 200, cell: (rollout) => <State rollout={rollout} /> },
    {
      id: "stage",
      header: "Share",
      width: 120,
      cell: ({ percent, stage, stages }) => (
        <span className="grid tabular-nums">
          <span>{formatPercent(percent)}</span>
          <span className="text-12 text-text-3">
            stage {stage} of {stages}
          </span>
        </span>
      ),
    },
    {
      id: "now",
      header: "Now and next",
      wideOnly: true,
      cell: ({ sentence }) => (
        <span className="line-clamp-2 text-12 whitespace-normal text-text-2" title={sentence}>
          {sentence}
        </span>
      ),
    },
    {
      id: "since",
      header: "Started",
      width: 130,
      cell: ({ startedAt, startedBy }) => (
        <span className="grid">
          <span className="truncate">{startedBy.name}</span>
          <span className="text-12 text-text-3">
            <RelativeTime value={startedAt} />
          </span>
        </span>
      ),
    },
  ];
}

function State({ rollout }: { rollout: RolloutSummary }) {
  const { word, tone } = stateWord(rollout);
  return <Badge tone={tone}>{word}</Badge>;
}
