"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { traceClass } from "@/components/trace-reviews/review-class";
import { OutcomeMark } from "@/components/traces/outcome-mark";
import { promptHref, shortId, traceHref } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Chip } from "@/components/ui/data/chip";
import { Notice } from "@/components/ui/notice";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatCount, formatMs } from "@/lib/format-number";
import type { ReviewSheet } from "@/lib/trace-reviews/contract";
import type { TraceDetail } from "@/lib/traces/contract";
import { DetectorTable } from "./detector-table";
import { ShownPartList } from "./shown-part-list";
import { shownParts } from "./shown-parts";

interface Props {
  project: string;
  trace: TraceDetail;
  sheet: ReviewSheet;
  /** Where the version differs from what is live now; null: it is live, or not known. */
  diffHref: string | null;
  children?: ReactNode;
}

/** One trace as its reviewer reads it. */
export function ReviewTrace({ project, trace, sheet, diffHref, children }: Props) {
  const marks = sheet.findings.flatMap((finding) =>
    finding.status === "found" ? finding.marks : [],
  );
  const article = useRef<HTMLElement>(null);
  // Opened from the queue: Enter has to save the verdict now, not to follow the link again.
  useEffect(() => {
    const isFromQueue = document.activeElement?.closest("[data-slot=queue]");
    if (isFromQueue) article.current?.focus({ preventScroll: true });
  }, []);
  const comment = trace.feedback.findLast(({ comment: text }) => text !== null);
  return (
    <article
      ref={article}
      tabIndex={-1}
      className={cn(traceClass, "outline-none")}
      aria-label={`Trace ${trace.id}`}
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h2 className="font-mono text-code" title={trace.id}>
          {shortId(trace.id)}
        </h2>
        <span className="text-12 text-text-2">
          <RelativeTime value={trace.startedAt} />,{" "}
          {trace.prompt ? (
            <Link
              className="underline-offset-3 hover:underline"
              href={promptHref(project, trace.prompt)}
            >
              {trace.prompt}
            </Link>
          ) : (
            trace.name || "no prompt"
          )}{" "}
          {trace.version !== null && <VersionTag>v{trace.version}</VersionTag>},{" "}
          <span className="tabular-nums">{formatMs(trace.latencyMs)}</span>
        </span>
        <span className="text-12">
          <OutcomeMark outcome={trace.outcome} />
        </span>
        {trace.segments.map((segment) => (
          <Chip key={segment}>{segment}</Chip>
        ))}
        <span className="text-12 ml-auto flex gap-3">
          {diffHref && (
            <Link className={linkClass} href={diffHref} target="_blank">
              Diff to live
            </Link>
          )}
          <Link className={linkClass} href={traceHref(project, trace.id)}>
            Whole trace
          </Link>
        </span>
      </div>
      {children}
      {sheet.queue && (
        <Notice>
          In the queue because it {emphasised(sheet.queue.reason)}.
          {comment && (
            <>
              {" "}
              {comment.by} wrote “{comment.comment}”.
            </>
          )}
        </Notice>
      )}
      <ShownPartList parts={shownParts(trace)} marks={marks} userNote={userNote(trace)} />
      {trace.error && (
        <Notice tone="fail" title="It ended with an error.">
          {trace.error}
        </Notice>
      )}
      <DetectorTable findings={sheet.findings} />
      <ScoreList scores={trace.scores} />
    </article>
  );
}

/** The first word is what the rule looks for. */
function emphasised(reason: string) {
  const [first = "", ...rest] = reason.split(" ");
  return (
    <>
      <b>{first.replace(/:$/, "")}</b>
      {first.endsWith(":") ? ":" : ""} {rest.join(" ")}
    </>
  );
}

const SHOWN_ATTRIBUTES = 3;

function userNote({ language, attributes, inputTokens }: TraceDetail): string {
  const facts = Object.entries(attributes)
    .filter(([name, value]) => name !== "language" && value !== null && String(value).length <= 24)
    .slice(0, SHOWN_ATTRIBUTES)
    .map(([name, value]) => `${name} ${value}`);
  return [
    ...(language === "und" ? [] : [language]),
    ...facts,
    ...(inputTokens === null ? [] : [`${formatCount(inputTokens)} input tokens`]),
  ].join(", ");
}

function ScoreList({ scores }: { scores: TraceDetail["scores"] }) {
  if (scores.length === 0) return null;
  return (
    <section>
      <h2 className="mb-1">Online scorers</h2>
      <ul className="grid gap-1 text-12">
        {scores.map(({ scorer, passed, reason }) => (
          <li key={scorer} className="wrap-anywhere">
            <b>{scorer}</b>{" "}
            <span className={passed === false ? "text-fail" : passed ? "text-pass" : "text-text-3"}>
              {passed === null ? "could not say" : passed ? "pass" : "fail"}
            </span>{" "}
            <span className="text-text-2">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
