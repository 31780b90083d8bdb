"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { shownMessages, shownText } from "@/components/traces/trace/shown-messages";
import { StepIcon } from "@/components/traces/trace/step-icon";
import { errorWord, type StepRow } from "@/components/traces/trace/step-tree";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { messageHeadClass, roleClass } from "@/components/ui/text/message-class";
import { formatMs, formatMsDifference } from "@/lib/format-number";
import type { TraceDetail, TraceStep } from "@/lib/traces/contract";
import { traceQueries } from "@/lib/traces/queries";
import type { StepPair } from "./align-steps";
import { TextDifference } from "./text-difference";

type Pair = StepPair<TraceStep>;

interface Props {
  project: string;
  a: TraceDetail;
  b: TraceDetail;
  pairs: readonly Pair[];
  selected: string | null;
  onSelect: (id: string) => void;
}

const MANY = 100;
const pairId = ({ a, b }: Pair): string => `${a?.step.id ?? ""}~${b?.step.id ?? ""}`;

/** Steps on one line where they are the same step; the selected pair's texts below, with what differs. */
export function CompareSteps({ project, a, b, pairs, selected, onSelect }: Props) {
  const columns = useMemo((): DataColumn<Pair>[] => {
    return [
      { id: "a", header: "A", cell: (pair) => <StepCell row={pair.a} /> },
      {
        id: "timeA",
        header: "Time",
        num: true,
        width: 92,
        className: "whitespace-nowrap",
        cell: ({ a: row }) => row && formatMs(row.durationMs),
      },
      { id: "b", header: "B", cell: (pair) => <StepCell row={pair.b} /> },
      {
        id: "timeB",
        header: "Time",
        num: true,
        width: 92,
        className: "whitespace-nowrap",
        cell: ({ b: row }) => row && formatMs(row.durationMs),
      },
      {
        id: "difference",
        header: "B − A",
        num: true,
        width: 110,
        className: "whitespace-nowrap text-text-2",
        cell: (pair) =>
          pair.a && pair.b
            ? formatMsDifference(pair.b.durationMs - pair.a.durationMs)
            : pair.a
              ? "only in A"
              : "only in B",
      },
    ];
  }, []);
  const pair = pairs.find((one) => pairId(one) === selected);
  return (
    <Section
      title="Steps"
      beside={
        <span className="text-12 text-text-2">select a line to see what differs in its texts</span>
      }
      flush
    >
      <DataTable
        label="Steps of both traces"
        rows={pairs}
        columns={columns}
        rowId={pairId}
        rowHeight={32}
        selectedId={selected}
        onSelect={onSelect}
        {...(pairs.length > MANY ? { height: "min(560px, 60vh)" } : {})}
        empty={<p className="px-4 py-6 text-13 text-text-2">Neither trace has steps.</p>}
      />
      {pair && (
        <PairTexts
          project={project}
          a={{ trace: a.id, step: pair.a?.step.id ?? null }}
          b={{ trace: b.id, step: pair.b?.step.id ?? null }}
        />
      )}
    </Section>
  );
}

function StepCell({ row }: { row: StepRow<TraceStep> | null }) {
  if (!row) return <span className="text-text-3">none</span>;
  const { step, depth } = row;
  const title = step.kind === "llm" ? (step.model ?? step.name) : step.name;
  return (
    <span
      className="flex min-w-0 items-center gap-1.5"
      style={{ paddingLeft: Math.min(depth, 8) * 14 }}
    >
      <StepIcon kind={step.kind} />
      <span className="truncate">{title}</span>
      {step.error && <span className="text-12 text-fail truncate">{errorWord(step.error)}</span>}
    </span>
  );
}

interface Side {
  trace: string;
  step: string | null;
}

function PairTexts({ project, a, b }: { project: string; a: Side; b: Side }) {
  const one = useQuery({
    ...traceQueries.step(project, a.trace, a.step ?? ""),
    enabled: a.step !== null,
  });
  const two = useQuery({
    ...traceQueries.step(project, b.trace, b.step ?? ""),
    enabled: b.step !== null,
  });
  const error = one.error ?? two.error;
  if (error) return <p className="border-t px-4 py-3 text-13">{error.message}</p>;
  if ((a.step !== null && !one.data) || (b.step !== null && !two.data))
    return (
      <div className="border-t p-4">
        <Skeleton width={320} />
      </div>
    );
  return (
    <div className="border-t">
      <Heading>Input of the step</Heading>
      <TextDifference
        id="step-input"
        a={textOf(one.data?.input ?? null, "user")}
        b={textOf(two.data?.input ?? null, "user")}
      />
      <Heading>Output of the step</Heading>
      <TextDifference
        id="step-output"
        a={textOf(one.data?.output ?? null, "assistant")}
        b={textOf(two.data?.output ?? null, "assistant")}
      />
    </div>
  );
}

function Heading({ children }: { children: string }) {
  return (
    <h3 className={messageHeadClass({ size: "sm" })}>
      <span className={roleClass}>{children}</span>
    </h3>
  );
}

/** Messages as a person writes them down, so that a difference is in words and not in JSON. */
function textOf(value: TraceStep["input"], speaker: "user" | "assistant"): string | null {
  if (value === null) return null;
  const messages = shownMessages(value, speaker);
  if (!messages) return shownText(value);
  return messages
    .map(({ role, content, toolCalls }) =>
      [
        `${role}:`,
        ...(content ? [content] : []),
        ...(toolCalls ?? []).map(
          (call) => `calls ${call.name} ${JSON.stringify(call.arguments, null, 2)}`,
        ),
      ].join("\n"),
    )
    .join("\n\n");
}
