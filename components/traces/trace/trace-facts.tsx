"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { OutcomeMark } from "@/components/traces/outcome-mark";
import { type Measure, promptHref, standingWords } from "@/components/traces/trace-words";
import { Link } from "@/components/ui/controls/link";
import { lazyView } from "@/components/ui/lazy-view";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatDuration, formatMs, formatTokens, formatUsd } from "@/lib/format-number";
import type { TraceDetail } from "@/lib/traces/contract";
import { traceQueries } from "@/lib/traces/queries";

/** Menus are heavy, and nobody opens this one before having read the trace. */
const CategoryMenu = lazyView(
  () => import("./category-menu").then((module) => module.CategoryMenu),
  () => <Skeleton width={110} />,
);

interface Props {
  project: string;
  trace: TraceDetail;
  mayWrite: boolean;
}

/** What one asks first: how it ended, which version and arm, how long, how much. */
export function TraceFacts({ project, trace, mayWrite }: Props) {
  const { data: ranks } = useQuery(traceQueries.standing(project, trace.id));
  const place = (measure: Measure, ofWhat = "") => {
    const measureStanding = ranks?.measures.find((one) => one.measure === measure);
    const words = standingWords(measure, measureStanding?.below ?? null);
    return words ? `${words}${ofWhat}` : null;
  };
  const { prompt, version, arm, review } = trace;
  return (
    <section
      className="mb-4 grid grid-cols-[repeat(6,minmax(0,auto))] rounded-lg border max-lg:grid-cols-3"
      aria-label="Summary"
    >
      <Fact label="Outcome" detail={toldBy(trace)}>
        <OutcomeMark outcome={trace.outcome} strong />
      </Fact>
      <Fact label="Prompt" detail={arm ?? (prompt ? "no arm" : null)}>
        {prompt ? (
          <span className="flex min-w-0 items-baseline gap-1">
            <Link
              href={promptHref(project, prompt)}
              className="font-mono text-code underline-offset-3 hover:underline truncate"
            >
              {prompt}
            </Link>
            {version !== null && <VersionTag>v{version}</VersionTag>}
          </span>
        ) : (
          <span className="text-text-3">not reported</span>
        )}
      </Fact>
      <Fact label="Latency" detail={place("latencyMs", " of similar traces") ?? retryNote(trace)}>
        <b>{formatMs(trace.latencyMs)}</b>
      </Fact>
      <Fact
        label="Tokens"
        detail={
          trace.cachedInputTokens ? `${formatTokens(trace.cachedInputTokens)} of them cached` : null
        }
      >
        {trace.inputTokens === null && trace.outputTokens === null ? (
          <span className="text-text-3">unknown</span>
        ) : (
          <b>
            {formatTokens(trace.inputTokens)} in, {formatTokens(trace.outputTokens)} out
          </b>
        )}
      </Fact>
      <Fact
        label="Cost"
        detail={place("costUsd") ?? (trace.costUsd === null ? "no price known" : null)}
      >
        {trace.costUsd === null ? (
          <span className="text-text-3">unknown</span>
        ) : (
          <b>{formatUsd(trace.costUsd)}</b>
        )}
      </Fact>
      <Fact
        label="Failure category"
        detail={
          review && (
            <>
              by {review.reviewedBy}, <RelativeTime value={review.reviewedAt} />
            </>
          )
        }
      >
        {mayWrite ? (
          <CategoryMenu project={project} trace={trace} />
        ) : (
          (review?.category ?? review?.verdict ?? <span className="text-text-3">not reviewed</span>)
        )}
      </Fact>
    </section>
  );
}

function Fact({
  label,
  children,
  detail,
}: {
  label: string;
  children: ReactNode;
  detail?: ReactNode;
}) {
  return (
    <div className="grid min-w-0 content-start gap-0.5 px-3.5 pt-2 pb-2.5 text-13 not-first:border-l max-lg:nth-4:border-l-0 max-lg:nth-[n+4]:border-t [&_b]:tabular-nums">
      <h2 className="text-12 font-medium text-text-2">{label}</h2>
      <span className="flex min-h-5 min-w-0 items-center">{children}</span>
      {detail && <span className="text-12 text-text-3">{detail}</span>}
    </div>
  );
}

const FROM = { trace: "the application", feedback: "feedback", review: "a review" };

/** Who said how it ended, and how long after the request. */
function toldBy({ outcomeFrom, outcomeAt, receivedAt }: TraceDetail): string | null {
  if (!outcomeFrom) return "not reported yet";
  const later = outcomeAt === null ? 0 : Date.parse(outcomeAt) - Date.parse(receivedAt);
  const after = later > 60_000 ? ` after ${formatDuration(later)}` : "";
  return `reported by ${FROM[outcomeFrom]}${after}`;
}

const retryNote = ({ retries }: TraceDetail) =>
  retries > 0 ? `${retries} ${retries === 1 ? "retry" : "retries"}` : null;
