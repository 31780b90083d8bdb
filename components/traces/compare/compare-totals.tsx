import type { ReactNode } from "react";
import { OutcomeMark } from "@/components/traces/outcome-mark";
import { TraceTime } from "@/components/traces/trace-time";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import {
  formatChange,
  formatCount,
  formatMs,
  formatMsDifference,
  formatUsd,
} from "@/lib/format-number";
import type { TraceDetail } from "@/lib/traces/contract";

interface Props {
  a: TraceDetail;
  b: TraceDetail;
}

interface Line {
  label: string;
  a: ReactNode;
  b: ReactNode;
  difference: ReactNode;
}

export function CompareTotals({ a, b }: Props) {
  return (
    <Section title="Totals" flush>
      <Table label="Totals of both traces" dense className="table-fixed">
        <colgroup>
          <col style={{ width: "22%" }} />
          <col />
          <col />
          <col style={{ width: "22%" }} />
        </colgroup>
        <thead>
          <tr>
            <Th>Measure</Th>
            <Th>A</Th>
            <Th>B</Th>
            <Th>B vs A</Th>
          </tr>
        </thead>
        <tbody>
          {linesOf(a, b).map((line) => (
            <tr key={line.label}>
              <Td className="whitespace-nowrap">{line.label}</Td>
              <Td>{line.a}</Td>
              <Td>{line.b}</Td>
              <Td className="text-text-2">{line.difference}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function linesOf(a: TraceDetail, b: TraceDetail): Line[] {
  const same = <span className="text-text-3">the same</span>;
  const word = (label: string, read: (trace: TraceDetail) => string | null): Line => {
    const [one, two] = [read(a), read(b)];
    return {
      label,
      a: one ?? <span className="text-text-3">not reported</span>,
      b: two ?? <span className="text-text-3">not reported</span>,
      difference: one === two ? same : <b className="text-text">differs</b>,
    };
  };
  const number = (
    label: string,
    read: (trace: TraceDetail) => number | null,
    format: (value: number) => string,
    difference: (by: number, from: number) => string = (by) =>
      `${by > 0 ? "+" : "−"}${format(Math.abs(by))}`,
  ): Line => {
    const [one, two] = [read(a), read(b)];
    const unknown = <span className="text-text-3">unknown</span>;
    return {
      label,
      a: one === null ? unknown : format(one),
      b: two === null ? unknown : format(two),
      difference:
        one === null || two === null
          ? unknown
          : one === two
            ? same
            : difference(two - one, one) +
              (one > 0 ? `, ${formatChange((two - one) / one, 0)}` : ""),
    };
  };
  return [
    {
      label: "Started",
      a: <TraceTime value={a.startedAt} />,
      b: <TraceTime value={b.startedAt} />,
      difference: "",
    },
    {
      label: "Outcome",
      a: <OutcomeMark outcome={a.outcome} />,
      b: <OutcomeMark outcome={b.outcome} />,
      difference: a.outcome === b.outcome ? same : <b className="text-text">differs</b>,
    },
    word("Version", ({ prompt, version }) =>
      prompt === null ? null : `${prompt}${version === null ? "" : ` v${version}`}`,
    ),
    word("Arm", ({ arm }) => arm),
    word("Environment", ({ environment }) => environment),
    word("Model", ({ model }) => model),
    word("Language", ({ language }) => (language === "und" ? null : language)),
    number(
      "Latency",
      ({ latencyMs }) => latencyMs,
      formatMs,
      (by) => formatMsDifference(by),
    ),
    number(
      "Time to first token",
      ({ firstTokenMs }) => firstTokenMs,
      formatMs,
      (by) => formatMsDifference(by),
    ),
    number("Input tokens", ({ inputTokens }) => inputTokens, formatCount),
    number("Cached input tokens", ({ cachedInputTokens }) => cachedInputTokens, formatCount),
    number("Output tokens", ({ outputTokens }) => outputTokens, formatCount),
    number("Cost", ({ costUsd }) => costUsd, formatUsd),
    number("Retries", ({ retries }) => retries, formatCount),
    number("Tool calls", ({ toolCalls }) => toolCalls, formatCount),
    number("Steps", ({ stepCount }) => stepCount, formatCount),
    number("Errors", ({ errors }) => errors, formatCount),
  ];
}
