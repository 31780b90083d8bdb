import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount, formatRateValue, formatUsd } from "@/lib/format-number";
import type { MetricFigure, MetricSummary } from "@/lib/metrics/contract";
import { DEFINITIONS, type Metric, PER } from "@/lib/metrics/metric";
import { ChangeFigure } from "./change-figure";
import { beforeInWords, figureOf } from "./metric-words";

const NAME: Partial<Record<Metric, string>> = {
  success_rate: "success",
  escalation_rate: "escalation",
  latency_p95_ms: "p95",
  cost_per_success_usd: "cost per success",
};

interface Props {
  project: string;
  summary: MetricSummary;
  segmentHref: (segment: string) => string;
}

/** The same definitions as in evals; a segment got worse only when the interval says so, after correction. */
export function SegmentTable({ project, summary, segmentHref }: Props) {
  const rows = [
    { segment: null, n: summary.n, figures: summary.figures },
    ...summary.segments.map((one) => ({ ...one, segment: one.segment as string | null })),
  ];
  return (
    <Section
      flush
      title="By segment"
      beside={
        <span className="text-12 text-text-2">same definitions as in evals; segments overlap</span>
      }
      actions={
        <Link className={cn(linkClass, "text-12")} href={`/${project}/settings/segments`}>
          Edit segments
        </Link>
      }
    >
      <Table label="By segment" dense minWidth={860}>
        <thead>
          <tr>
            <Th>Segment</Th>
            <Th num>Requests</Th>
            <Th num>p50, ms</Th>
            <Th num>p95, ms</Th>
            <Th num>Success, %</Th>
            <Th num>Escalation, %</Th>
            <Th num>$ / 1,000 ok</Th>
            <Th>Against {beforeInWords(summary.from, summary.to)}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ segment, n, figures }) => (
            <tr key={segment ?? ""}>
              <Td className="whitespace-nowrap">
                {segment === null ? (
                  "All requests"
                ) : (
                  <Link
                    className="underline-offset-3 hover:underline"
                    href={segmentHref(segment)}
                    scroll={false}
                  >
                    {segment}
                  </Link>
                )}
              </Td>
              <Td num>{formatCount(n)}</Td>
              <Value figures={figures} metric="latency_p50_ms" format={formatCount} />
              <Value figures={figures} metric="latency_p95_ms" format={formatCount} />
              <Value figures={figures} metric="success_rate" format={formatRateValue} />
              <Value figures={figures} metric="escalation_rate" format={formatRateValue} />
              <Value
                figures={figures}
                metric="cost_per_success_usd"
                format={(value) => formatUsd(value * PER).replace("$", "")}
              />
              <Td className="whitespace-nowrap text-12 text-text-3">
                <Notable figures={figures} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Value({
  figures,
  metric,
  format,
}: {
  figures: readonly MetricFigure[];
  metric: Metric;
  format: (value: number) => string;
}) {
  const { now } = figureOf(figures, metric);
  return <Td num>{now ? format(now.value) : <span className="text-text-3">no value</span>}</Td>;
}

/** What got worse, if anything did; else success, which people ask for first. */
function Notable({ figures }: { figures: readonly MetricFigure[] }) {
  const named = figures.filter(({ metric }) => NAME[metric]);
  const worse = named.find(({ change }) => change?.verdict === "worse");
  const figure = worse ?? figureOf(figures, "success_rate");
  const name = NAME[figure.metric] ?? DEFINITIONS[figure.metric].label;
  return <ChangeFigure metric={figure.metric} change={figure.change} name={name} />;
}
