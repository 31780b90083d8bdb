"use client";
import { useQuery } from "@tanstack/react-query";
import { IntervalMark } from "@/components/charts/interval-mark";
import { scaleOf } from "@/components/charts/scale";
import {
  figureOf,
  formatChangeInterval,
  formatMetricChange,
} from "@/components/metrics/metric-words";
import { LiveCandidate } from "@/components/rollouts/live-candidate";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatCount, formatInterval, formatRate } from "@/lib/format-number";
import { formatReading } from "@/lib/metrics/format-reading";
import type { Overview } from "@/lib/metrics/overview-contract";
import type { LiveVersion, Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";

type Busy = Overview["prompts"][number];

interface Row {
  name: string;
  live: LiveVersion | null;
  traffic: Busy | null;
  lastEval: Prompt["lastEval"];
}

interface Props {
  project: string;
  overview: Overview | undefined;
  environment: string;
}

/** What is live, with what production says of it; where nothing came in, what the last eval said. */
export function LivePrompts({ project, overview, environment }: Props) {
  const { data } = useQuery(promptQueries.list(project, { kind: "any" }));
  const rows = data && overview ? rowsOf(data.data, overview, environment) : null;
  const scale = scaleOf(
    (rows ?? []).flatMap(({ traffic, lastEval }) => {
      const rate = rateOf(traffic) ?? lastEval?.passRate;
      return rate ? [rate.low, rate.high] : [];
    }),
    0.1,
    { min: 0, max: 1 },
  );
  const range = `${Math.round(scale.min * 100)} to ${Math.round(scale.max * 100)}`;
  return (
    <Section
      flush
      title={`Live in ${environment}`}
      beside={
        <span className="text-12 text-text-2">
          {overview?.hasTraces ? "success rate" : "pass rate of the last eval"}, 95 %, scale {range}
        </span>
      }
      actions={
        <Link className={cn(linkClass, "text-12")} href={`/${project}/metrics`}>
          Metrics
        </Link>
      }
    >
      {rows?.length === 0 ? (
        <p className="text-12 text-text-2 px-4 py-3">
          Nothing is live in {environment} and nothing came in.{" "}
          <Link className={linkClass} href={`/${project}/releases/new`}>
            Release a version
          </Link>{" "}
          to serve it.
        </p>
      ) : (
        <Table label={`Live in ${environment}`} minWidth={640}>
          <thead>
            <tr>
              <Th>Prompt</Th>
              <Th>Live</Th>
              <Th num>n</Th>
              <Th>{overview?.hasTraces ? "Success" : "Passed"}</Th>
              <Th num>p95, ms</Th>
              <Th num>$ / 1,000</Th>
              <Th>Change</Th>
            </tr>
          </thead>
          <tbody>
            {rows ? (
              rows.map((row) => (
                <PromptRow key={row.name} project={project} row={row} scale={scale} />
              ))
            ) : (
              <SkeletonRows rows={4} widths={[150, 40, 50, 160, 50, 50, 90]} />
            )}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function PromptRow({
  project,
  row: { name, live, traffic, lastEval },
  scale,
}: {
  project: string;
  row: Row;
  scale: { min: number; max: number };
}) {
  const href = `/${project}/prompts/${encodeURIComponent(name)}`;
  const rate = rateOf(traffic);
  const shown = rate ?? (traffic ? null : lastEval?.passRate);
  const p95 = traffic && figureOf(traffic.figures, "latency_p95_ms").now;
  const cost = traffic && figureOf(traffic.figures, "cost_per_success_usd").now;
  const change = traffic && figureOf(traffic.figures, "success_rate").change;
  return (
    <tr>
      <Td className="whitespace-nowrap">
        <Link
          className="underline-offset-3 hover:underline font-mono text-12 font-medium"
          href={href}
        >
          {name}
        </Link>
      </Td>
      <Td className="whitespace-nowrap">
        {live === null ? (
          <span className="text-text-3">not live</span>
        ) : (
          <span className="flex items-center gap-1.5">
            <VersionTag>v{live.version}</VersionTag>
            <LiveCandidate project={project} rollout={live.rollout} />
          </span>
        )}
      </Td>
      <Td num>
        {traffic ? formatCount(traffic.n) : <span className="text-text-3">no traffic</span>}
        {traffic?.versions.some((version) => version !== live?.version) && (
          <div className="text-12 text-text-3">
            of {traffic.versions.map((version) => `v${version}`).join(", ")}
          </div>
        )}
      </Td>
      <Td className="whitespace-nowrap">
        {shown ? (
          <span className="flex items-center gap-1.5">
            <span className="tabular-nums w-[46px]">{formatRate(shown.value)}</span>
            <IntervalMark {...shown} scale={scale} width={44} />
            <span className="text-text-3 text-12">{formatInterval(shown.low, shown.high)}</span>
            {!rate && lastEval && (
              <Link
                className={cn(linkClass, "text-12")}
                href={`/${project}/runs/${lastEval.runNumber}`}
              >
                eval of v{lastEval.version}
              </Link>
            )}
          </span>
        ) : (
          <span className="text-text-3">{traffic ? "no outcome reported" : "not measured"}</span>
        )}
      </Td>
      <Td num>{p95 ? formatCount(p95.value) : <span className="text-text-3">no value</span>}</Td>
      <Td num>
        {cost ? (
          formatReading("cost_per_success_usd", cost.value)
        ) : (
          <span className="text-text-3">no value</span>
        )}
      </Td>
      <Td className="text-12 whitespace-nowrap">
        {change ? (
          <>
            {formatMetricChange("success_rate", change)}
            <div className="text-12 text-text-3">
              ({formatChangeInterval("success_rate", change) ?? "too few to tell"})
            </div>
          </>
        ) : (
          <span className="text-text-3">none before</span>
        )}
      </Td>
    </tr>
  );
}

/** Prompts with traffic first, then those that are live without any. */
function rowsOf(prompts: readonly Prompt[], overview: Overview, environment: string): Row[] {
  const byName = new Map(prompts.map((prompt) => [prompt.name, prompt]));
  const liveOf = (name: string) => byName.get(name)?.live[environment] ?? null;
  const busy = overview.prompts.map((traffic) => ({
    name: traffic.prompt,
    live: liveOf(traffic.prompt),
    traffic,
    lastEval: byName.get(traffic.prompt)?.lastEval ?? null,
  }));
  const quiet = prompts
    .filter(({ name, live }) => live[environment] && !busy.some((row) => row.name === name))
    .map(({ name, lastEval }) => ({
      name,
      live: liveOf(name),
      traffic: null,
      lastEval: lastEval ?? null,
    }));
  return [...busy, ...quiet];
}

/** A success rate with an interval, where outcomes were told. */
function rateOf(traffic: Busy | null): { value: number; low: number; high: number } | null {
  const now = traffic && figureOf(traffic.figures, "success_rate").now;
  if (!now || now.low === null || now.high === null) return null;
  return { value: now.value, low: now.low, high: now.high };
}
