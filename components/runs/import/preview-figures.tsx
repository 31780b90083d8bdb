import { IntervalMark } from "@/components/charts/interval-mark";
import { Stat } from "@/components/ui/data/stat";
import {
  formatCount,
  formatCountOf,
  formatInterval,
  formatMs,
  formatRate,
  formatUsd,
} from "@/lib/format-number";
import { formatCostOfSuccesses } from "@/lib/runs/cost-of-successes";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";
import { PreviewDifference } from "./preview-difference";

type Rate = NonNullable<OutputsPreview["figures"]["passRate"]>;

/** What the run will say, as far as no model has to be asked; what the file does not say stays unknown. */
export function PreviewFigures({
  preview: { figures, matched, values, sample },
}: {
  preview: OutputsPreview;
}) {
  const { scored, passRate, humanAgreement, latencyP95Ms, meanCostUsd, costPerSuccessUsd } =
    figures;
  const ofFirst = scored < matched ? `first ${formatCountOf(scored, "result")}` : "all results";
  return (
    <>
      {passRate && <RateStat label={`Pass rate, ${ofFirst}`} rate={passRate} />}
      <PreviewDifference
        difference={figures.difference}
        scored={scored}
        matched={matched}
        later={sample.later}
      />
      {humanAgreement && (
        <RateStat label={`Human labels agree, ${ofFirst}`} rate={humanAgreement} />
      )}
      <Stat
        label="p95 latency"
        value={latencyP95Ms ? formatMs(latencyP95Ms.value) : "unknown"}
        detail={sourceOf(values.latencyMs, matched, latencyP95Ms && rangeOf(latencyP95Ms))}
      />
      <Stat
        label={
          scored < matched ? `Cost per 1,000 successes, ${ofFirst}` : "Cost per 1,000 successes"
        }
        value={passRate?.value === 0 ? "no success" : formatCostOfSuccesses(costPerSuccessUsd)}
        detail={sourceOf(
          values.costUsd,
          matched,
          meanCostUsd && `${formatUsd(meanCostUsd.value)} a result`,
        )}
      />
    </>
  );
}

function RateStat({ label, rate }: { label: string; rate: Rate }) {
  return (
    <Stat
      label={label}
      value={
        <span className="flex items-center gap-2">
          {formatRate(rate.value)}
          <IntervalMark {...rate} />
        </span>
      }
      detail={`${formatInterval(rate.low, rate.high)}, ${formatCount(Math.round(rate.value * rate.n))} of ${formatCount(rate.n)}`}
    />
  );
}

const rangeOf = ({ low, high }: { low: number | null; high: number | null }): string | null =>
  low === null || high === null ? null : `${formatMs(low)} to ${formatMs(high)}`;

/** `950 ms to 1,130 ms, n = 107, 11 unknown` */
function sourceOf(n: number, all: number, says: string | null): string {
  const unknown = all - n;
  return [
    ...(says ? [says] : []),
    `n = ${formatCount(n)}`,
    ...(unknown > 0 ? [`${formatCount(unknown)} unknown`] : []),
  ].join(", ");
}
