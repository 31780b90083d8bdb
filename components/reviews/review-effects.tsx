"use client";
import { useQuery } from "@tanstack/react-query";
import { GapChart } from "@/components/runs/holdout/gap-chart";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { dlClass } from "@/components/ui/data/dl";
import { Section } from "@/components/ui/section";
import { Kbd } from "@/components/ui/text/kbd";
import { linkClass } from "@/components/ui/text/link-class";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import {
  formatChange,
  formatMsDifference,
  formatPoints,
  formatPointsInterval,
} from "@/lib/format-number";
import type { Review } from "@/lib/reviews/contract";
import type { ReviewEvidence } from "@/lib/reviews/evidence/evidence-contract";
import { reviewQueries } from "@/lib/reviews/queries";
import type { GapPoints } from "@/lib/runs/holdout/gap-contract";
import { gapInWords } from "@/lib/runs/holdout/gap-words";
import { failingInWords } from "./review-words";

/** What the change did on the cases that both versions were measured on. */
export function ReviewEffects({ project, review }: { project: string; review: Review }) {
  const { evidence, base } = review;
  return (
    <Section title={base.version === null ? "Effect" : `Effect, against v${base.version}`}>
      <SizeOfChange project={project} review={review} />
      {evidence.length === 0 ? (
        <p className="text-12 text-text-2">
          {base.version === null
            ? "There is no earlier version to compare with."
            : `v${review.version} and v${base.version} have no run on the same cases yet.`}
        </p>
      ) : (
        <div className="grid gap-4">
          {evidence.map((one) => (
            <Effect key={`${one.evalSet} ${one.split}`} project={project} one={one} />
          ))}
        </div>
      )}
    </Section>
  );
}

/** How much there is to read, and the way there. */
function SizeOfChange({ project, review }: { project: string; review: Review }) {
  const { number, version } = review;
  const { data } = useQuery(reviewQueries.diff(project, String(number), version, null));
  useShortcuts([
    {
      keys: "d",
      label: "Go to the changes",
      group: "Review",
      run: () => document.getElementById("changes")?.scrollIntoView(),
    },
  ]);
  if (!data) return null;
  const { differing, parts, added, removed } = data.diff.counts;
  return (
    <p className="mb-3 text-12">
      <a className={linkClass} href="#changes">
        {differing} of {parts} parts
      </a>{" "}
      changed, <span className="text-pass">+{added}</span>{" "}
      <span className="text-fail">−{removed}</span> lines <Kbd keys="d" />
    </p>
  );
}

function Effect({ project, one }: { project: string; one: ReviewEvidence }) {
  const run = `/${project}/runs/${one.runNumber}?baseline=${one.baselineNumber}`;
  const { passRateDifference: rate, latencyP95DifferenceMs: p95, costDifferenceUsd: cost } = one;
  return (
    <div className="grid gap-1.5 text-12">
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="font-medium text-13">{one.evalSet}</span>
        {one.split === "holdout" && <Badge tone="holdout">holdout</Badge>}
        <Link className={linkClass} href={run}>
          run {one.runNumber}
        </Link>
        <span className="text-text-3">n = {one.n}</span>
      </div>
      <dl className={cn(dlClass(), "leading-4")}>
        <dt>Pass rate</dt>
        <dd>
          {rate
            ? `${formatPoints(rate.value)} pt (${formatPointsInterval(rate.low, rate.high)})`
            : "too few shared cases"}
        </dd>
        <dt>Newly failing</dt>
        <dd>
          {one.newlyFailing ? (
            <Link className={linkClass} href={`${run}&tab=newly-failing`}>
              {failingInWords(one)}
            </Link>
          ) : (
            failingInWords(one)
          )}
        </dd>
        <dt>Newly passing</dt>
        <dd>
          {one.newlyPassing === null ? (
            "withheld"
          ) : (
            <Link className={linkClass} href={`${run}&tab=newly-passing`}>
              {one.newlyPassing} of {one.n}
            </Link>
          )}
        </dd>
        <dt>p95 latency</dt>
        <dd>
          {p95
            ? `${formatMsDifference(p95.value)}${p95.low === null || p95.high === null ? "" : ` (${formatMsDifference(p95.low)} to ${formatMsDifference(p95.high)})`}`
            : "unknown"}
        </dd>
        <dt>Cost per answer</dt>
        <dd>
          {cost && one.baselineCostUsd
            ? describeChange(cost, one.baselineCostUsd)
            : cost?.value === 0
              ? "the same"
              : "unknown"}
        </dd>
      </dl>
      {one.failingCases.length > 0 && (
        <p className="text-text-3">
          {one.failingCases.slice(0, 6).map(({ caseId }, index) => (
            <span key={caseId}>
              {index > 0 && ", "}
              <Link
                className={cn(linkClass, "font-mono text-code")}
                href={`${run}&case=${encodeURIComponent(caseId)}`}
              >
                {caseId}
              </Link>
            </span>
          ))}
          {(one.newlyFailing ?? 0) > 6 && ` and ${(one.newlyFailing ?? 0) - 6} more`}
        </p>
      )}
    </div>
  );
}

/** `+9.6 % (+7.9 to +11.3)`, of what an answer cost before. */
function describeChange(
  { value, low, high }: { value: number; low: number | null; high: number | null },
  before: number,
): string {
  const change = formatChange(value / before);
  if (low === null || high === null) return change;
  const bare = (usd: number) => formatPoints(usd / before);
  return `${change} (${bare(low)} to ${bare(high)})`;
}

/** Whether the prompt got better only where its author can see the cases. */
export function ReviewGap({ gap, review }: { gap: GapPoints; review: Review }) {
  const { version, base, evidence } = review;
  const last = gap.points.find((point) => point.version === version);
  const distance =
    last?.development && last.holdout ? last.development.value - last.holdout.value : null;
  const gains = gainsIn(evidence, gap.evalSet);
  return (
    <GapChart {...gap}>
      {distance === null ? (
        <>
          v{version} was not measured on both, so nothing says whether it is fitted to the cases
          that its author sees.
        </>
      ) : (
        <>
          Distance <b className="tabular-nums">{formatPoints(distance)} pt</b> at v{version}.
          {gains && ` Against v${base.version}: ${gapInWords(gains.development, gains.holdout)}`}
        </>
      )}
    </GapChart>
  );
}

/** What the version gained over the base on either split; null: it was not compared on both. */
function gainsIn(evidence: readonly ReviewEvidence[], evalSet: string) {
  const gainOn = (split: ReviewEvidence["split"]) => {
    const one = evidence.find((each) => each.evalSet === evalSet && each.split === split);
    const { value, low, high } = one?.passRateDifference ?? { value: 0, low: null, high: null };
    return low === null || high === null ? null : { value, low, high };
  };
  const [development, holdout] = [gainOn("development"), gainOn("holdout")];
  return development && holdout ? { development, holdout } : null;
}
