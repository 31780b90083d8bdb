"use client";
import { type ReactNode, useMemo } from "react";
import { OutcomeMark } from "@/components/traces/outcome-mark";
import { TraceTime } from "@/components/traces/trace-time";
import { shortId, traceHref } from "@/components/traces/trace-words";
import { Link } from "@/components/ui/controls/link";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import type { RowSort } from "@/components/ui/data/sort-rows";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatMs, formatUsd } from "@/lib/format-number";
import type { Trace } from "@/lib/traces/contract";
import type { TraceSort } from "@/lib/traces/filter-contract";

interface Props {
  project: string;
  rows: readonly Trace[];
  /** The page is about one prompt, so its name is not repeated. */
  isOfOnePrompt: boolean;
  selectedId: string | null;
  /** The other one of a pair to compare. */
  markedId: string | null;
  /** null: newest first. */
  sort: TraceSort | null;
  onSort: (sort: TraceSort | null) => void;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
  onEndReached: () => void;
  empty: ReactNode;
}

export function TraceTable({ project, isOfOnePrompt, markedId, sort, onSort, ...table }: Props) {
  const columns = useMemo(
    () => columnsOf(project, isOfOnePrompt, markedId),
    [project, isOfOnePrompt, markedId],
  );
  return (
    <DataTable
      label="Traces"
      columns={columns}
      rowId={({ id }) => id}
      rowHeight={32}
      sort={sort && { columnId: sort.replace("-", ""), descending: sort.startsWith("-") }}
      onSortChange={(next) => onSort(next && sortName(next))}
      className="[--cell-x:8px]"
      {...table}
    />
  );
}

/** Newest first is the order without a name, so a second press on the time leads back to it. */
function sortName({ columnId, descending }: RowSort): TraceSort | null {
  if (columnId === "started") return descending ? null : "started";
  return `${descending ? "-" : ""}${columnId}` as TraceSort;
}

function columnsOf(
  project: string,
  isOfOnePrompt: boolean,
  markedId: string | null,
): DataColumn<Trace>[] {
  return [
    {
      id: "started",
      header: "Started",
      isSortable: true,
      width: 112,
      className: "whitespace-nowrap text-12 text-text-2",
      cell: ({ startedAt }) => <TraceTime value={startedAt} />,
    },
    {
      id: "id",
      header: "Trace",
      width: 80,
      className: "whitespace-nowrap",
      cell: ({ id }) => (
        <Link
          href={traceHref(project, id)}
          className="underline-offset-3 hover:underline font-mono text-12"
          title={id}
        >
          {shortId(id)}
          {id === markedId && <span className="sr-only"> (marked to compare)</span>}
        </Link>
      ),
    },
    {
      id: "input",
      header: "Input",
      cell: ({ inputPreview, name }) => <Preview text={inputPreview} other={name} />,
    },
    {
      id: "answer",
      header: "Answer",
      width: 144,
      wideOnly: true,
      cell: ({ outputPreview, error }) =>
        error && !outputPreview ? (
          <span className="text-12 truncate block text-fail" title={error}>
            {error}
          </span>
        ) : (
          <Answer text={outputPreview} />
        ),
    },
    {
      id: "outcome",
      header: "Outcome",
      width: 116,
      className: "text-12 whitespace-nowrap",
      cell: ({ outcome }) => <OutcomeMark outcome={outcome} />,
    },
    {
      id: "version",
      header: isOfOnePrompt ? "Version" : "Prompt",
      width: isOfOnePrompt ? 72 : 112,
      className: "text-12",
      cell: (trace) => <Served trace={trace} isOfOnePrompt={isOfOnePrompt} />,
    },
    {
      id: "latency",
      header: "Latency",
      isSortable: true,
      num: true,
      width: 88,
      className: "whitespace-nowrap",
      cell: ({ latencyMs, retries }) => (
        <span title={retries > 0 ? `${retries} ${retries === 1 ? "retry" : "retries"}` : undefined}>
          {formatMs(latencyMs)}
          {retries > 0 && <span className="text-inconclusive">*</span>}
          {retries > 0 && <span className="sr-only"> with retries</span>}
        </span>
      ),
    },
    {
      id: "cost",
      header: "Cost",
      isSortable: true,
      num: true,
      width: 92,
      wideOnly: true,
      className: "whitespace-nowrap",
      cell: ({ costUsd }) =>
        costUsd === null ? (
          <span className="text-text-3 text-12">unknown</span>
        ) : (
          formatUsd(costUsd)
        ),
    },
    {
      id: "category",
      header: "Failure category",
      width: 116,
      wideOnly: true,
      className: "text-12",
      cell: ({ review }) => (
        <span className="block truncate">
          {review ? (
            (review.category ?? review.verdict)
          ) : (
            <span className="text-text-3">not reviewed</span>
          )}
        </span>
      ),
    },
  ];
}

function Preview({ text, other }: { text: string; other?: string }) {
  if (!text)
    return other ? (
      <span className="text-text-2 block truncate">{other}</span>
    ) : (
      <span className="text-text-3 text-12">no content</span>
    );
  return (
    <span className="block truncate" title={text}>
      {text}
    </span>
  );
}

/** Of an answer in JSON its first word, which is what most are about; the whole beginning is in the title. */
function Answer({ text }: { text: string }) {
  if (!text) return <span className="text-text-3 text-12">no content</span>;
  const first = text.match(/^\s*\{\s*"[^"]{1,60}"\s*:\s*"([^"\\]{1,60})"/)?.[1];
  return (
    <span className="font-mono text-12 block truncate" title={text}>
      {first ?? text}
    </span>
  );
}

function Served({
  trace: { prompt, version, arm },
  isOfOnePrompt,
}: {
  trace: Trace;
  isOfOnePrompt: boolean;
}) {
  if (!prompt) return <span className="text-text-3">not reported</span>;
  return (
    <span
      className="flex min-w-0 items-center gap-1"
      title={[prompt, arm].filter(Boolean).join(", ")}
    >
      {!isOfOnePrompt && (
        <span className="font-mono text-code min-w-0 truncate">
          {prompt.split("/").at(-1) ?? prompt}
        </span>
      )}
      {version !== null && <VersionTag>v{version}</VersionTag>}
      {arm === "candidate" && (
        <span className="text-accent" title="candidate">
          ◆<span className="sr-only"> candidate</span>
        </span>
      )}
    </span>
  );
}
