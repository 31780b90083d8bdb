import { formatCount, formatCountOf } from "@/lib/format-number";
import type { MetricCharts, MetricSummary } from "@/lib/metrics/contract";

interface Props {
  charts: MetricCharts | undefined;
  split: string;
  summary: MetricSummary | undefined;
}

/** Which requests the charts are of, below them. */
export function MetricNotes({ charts, split, summary }: Props) {
  return (
    <>
      {charts && split !== "none" && charts.groups.length > 3 && (
        <p className="text-12 text-text-2 mb-4">
          The three largest of {formatCountOf(charts.groups.length + charts.otherGroups, "group")}{" "}
          are drawn; the CSV file has {charts.otherGroups === 0 ? "all" : "the largest eight"}.
        </p>
      )}
      <p className="text-12 text-text-2 mb-4">
        Latency is of requests without an error. Outcome rates and cost per success are of requests
        whose outcome is known. <UnknownUnits summary={summary} />
      </p>
    </>
  );
}

/** Intervals allow for users who send much, as far as requests say whose they are. */
function UnknownUnits({ summary }: { summary: MetricSummary | undefined }) {
  if (!summary || summary.withUnit >= summary.n) return null;
  const { n, withUnit } = summary;
  const which =
    withUnit === 0 ? "Requests" : `${formatCount(n - withUnit)} of ${formatCountOf(n, "request")}`;
  return (
    <>
      {which} have no unit, so the 95 % intervals treat them as independent. If a few users send
      many of them, the intervals are too narrow.
    </>
  );
}
