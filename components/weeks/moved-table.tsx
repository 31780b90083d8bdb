import { formatChangeInterval, formatMetricChange, LABEL } from "@/components/metrics/metric-words";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { formatCount } from "@/lib/format-number";
import { formatReading } from "@/lib/metrics/format-reading";
import type { MovedRow, WeekNumbers } from "@/lib/weeks/numbers-contract";

/** What production did, against the same part of the week before; segments only where the interval is sure. */
export function MovedTable({ moved }: { moved: WeekNumbers["moved"] }) {
  return (
    <Section
      title="What moved"
      flush
      beside={
        <span className="text-12 text-text-2" title={periodOf(moved)}>
          {moved.environment}, against the same part of last week
        </span>
      }
    >
      {moved.n === 0 ? (
        <p className="text-text-2 p-4">
          No traces of {moved.environment} were counted in this week, so nothing can be compared.
        </p>
      ) : (
        <Table label="What moved" dense>
          <thead>
            <tr>
              <Th>Metric</Th>
              <Th num>This week</Th>
              <Th num>Change</Th>
              <Th>95 %, n</Th>
            </tr>
          </thead>
          <tbody>
            {moved.rows.map((row) => (
              <tr key={`${row.metric} ${row.segment ?? ""}`}>
                <Td>{row.segment ? `${LABEL[row.metric]}, ${row.segment}` : LABEL[row.metric]}</Td>
                <Td num className="whitespace-nowrap">
                  {formatReading(row.metric, row.now?.value)}
                </Td>
                <Td num className="whitespace-nowrap">
                  {row.change ? formatMetricChange(row.metric, row.change) : "—"}
                </Td>
                <Td className="text-text-3 tabular-nums whitespace-nowrap">{certainty(row)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function certainty({ metric, change, now, before }: MovedRow): string {
  if (!now) return "no data";
  const n = `n = ${formatCount(now.n)}`;
  if (!change) return before ? n : `no value last week, ${n}`;
  return `${formatChangeInterval(metric, change) ?? "too few to tell"}, ${n}`;
}

const periodOf = ({ from, to, before }: WeekNumbers["moved"]) => {
  const minute = (iso: string) => iso.slice(0, 16).replace("T", " ");
  return `${minute(from)} to ${minute(to)} UTC, against ${minute(before.from)} to ${minute(before.to)} UTC`;
};
