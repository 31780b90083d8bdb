"use client";
import { useQuery } from "@tanstack/react-query";
import {
  bandClass,
  dotClass,
  intervalClass,
  tickClass,
  trackClass,
} from "@/components/charts/interval-class";
import { position } from "@/components/charts/scale";
import { serializeTraceFilters } from "@/components/traces/trace-address";
import { MEASURE, standingWords } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount } from "@/lib/format-number";
import type { TraceDetail, TraceStanding } from "@/lib/traces/contract";
import { traceQueries } from "@/lib/traces/queries";

/** Where this trace stands among those that one would expect to be like it. */
export function TraceStandingTable({ project, trace }: { project: string; trace: TraceDetail }) {
  const { data, error, refetch } = useQuery(traceQueries.standing(project, trace.id));
  const like = data?.like;
  const saysNothing = data?.measures.every(({ p50 }) => p50 === null);
  return (
    <Section
      title="Compared with similar traces"
      beside={
        like && <span className="text-12 text-text-2 tabular-nums">{describeLike(like)}</span>
      }
      actions={
        like?.prompt &&
        like.n > 0 && (
          <Link className={cn(linkClass, "text-12")} href={hrefOfLike(project, like)}>
            see them
          </Link>
        )
      }
      flush
    >
      {error && !data ? (
        <ErrorState
          title="Similar traces could not be loaded."
          onRetry={() => refetch()}
          error={error}
        />
      ) : !data ? (
        <div className="grid gap-3 p-4" aria-busy="true">
          <Skeleton width={360} />
          <Skeleton width={320} />
        </div>
      ) : saysNothing ? (
        <p className="px-4 py-3 text-13 text-text-2">
          Too few similar traces to compare with: {formatCount(data.like.n)}, and 20 are needed.
        </p>
      ) : (
        <MeasureTable measures={data.measures} hasFailed={trace.error !== null} />
      )}
    </Section>
  );
}

const describeLike = ({ prompt, version, environment, n }: TraceStanding["like"]): string =>
  [
    prompt === null ? "no prompt" : null,
    version === null ? null : `v${version}`,
    environment,
    "without an error, up to 7 days before",
    `n = ${formatCount(n)}`,
  ]
    .filter(Boolean)
    .join(", ");

const hrefOfLike = (project: string, like: TraceStanding["like"]): string =>
  `/${project}/traces${serializeTraceFilters({
    prompt: like.prompt,
    version: like.version,
    environment: like.environment,
    error: "no",
    from: like.from,
    to: like.to,
  })}`;

type Measure = TraceStanding["measures"][number];

interface MeasureTableProps {
  measures: readonly Measure[];
  hasFailed: boolean;
}

function MeasureTable({ measures, hasFailed }: MeasureTableProps) {
  return (
    <Table label="Compared with similar traces" dense className="table-fixed">
      <colgroup>
        <col style={{ width: "24%" }} />
        <col style={{ width: 100 }} />
        <col />
        <col style={{ width: 150 }} />
      </colgroup>
      <thead>
        <tr>
          <Th>Measure</Th>
          <Th num>This one</Th>
          <Th>5 % to 95 %, median</Th>
          <Th>Position</Th>
        </tr>
      </thead>
      <tbody>
        {measures.map((one) => (
          <MeasureRow key={one.measure} measure={one} hasFailed={hasFailed} />
        ))}
      </tbody>
    </Table>
  );
}

function MeasureRow({ measure: one, hasFailed }: { measure: Measure; hasFailed: boolean }) {
  return (
    <tr>
      <Td className="whitespace-nowrap">{MEASURE[one.measure].label}</Td>
      <Td num>
        {one.value === null ? (
          <span className="text-text-3">unknown</span>
        ) : (
          MEASURE[one.measure].format(one.value)
        )}
      </Td>
      <Td>
        <RangeMark measure={one} />
      </Td>
      <Td className="text-text-2 text-12 whitespace-nowrap">
        {standingWords(one.measure, one.below) ?? (
          <span className="text-text-3">
            {hasFailed && one.p50 !== null ? "not ranked: it failed" : `n = ${formatCount(one.n)}`}
          </span>
        )}
      </Td>
    </tr>
  );
}

const WIDTH = 150;

/** The middle nine tenths as a band, the median as a tick, this trace as a dot; each row on its own scale. */
function RangeMark({ measure: one }: { measure: Measure }) {
  const { p5, p50, p95, value } = one;
  if (p5 === null || p50 === null || p95 === null)
    return <span className="text-text-3 text-12">too few to say</span>;
  const { format } = MEASURE[one.measure];
  const ends = [p5, p95, ...(value === null ? [] : [value])];
  const room = (Math.max(...ends) - Math.min(...ends)) * 0.12 || 1;
  const scale = { min: Math.min(...ends) - room, max: Math.max(...ends) + room };
  const at = (x: number) => position(x, scale, WIDTH);
  return (
    <svg
      className={intervalClass}
      width={WIDTH}
      height="14"
      viewBox={`0 0 ${WIDTH} 14`}
      role="img"
      aria-label={`5 % to 95 %: ${format(p5)} to ${format(p95)}, median ${format(p50)}`}
    >
      <title>{`${format(p5)} to ${format(p95)}, median ${format(p50)}`}</title>
      <line className={trackClass} x1="0" x2={WIDTH} y1="7" y2="7" />
      <rect
        className={cn(bandClass, "fill-chart-2")}
        x={at(p5)}
        y="4"
        width={Math.max(1.5, at(p95) - at(p5))}
        height="6"
        rx="1"
      />
      <line className={cn(tickClass, "stroke-text-3")} x1={at(p50)} x2={at(p50)} y1="3" y2="11" />
      {value !== null && (
        <circle className={cn(dotClass, "fill-chart-1")} cx={at(value)} cy="7" r="3.5" />
      )}
    </svg>
  );
}
