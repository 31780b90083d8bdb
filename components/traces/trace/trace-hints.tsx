"use client";
import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { DETECTOR_LABEL } from "@/components/trace-reviews/trace-review-words";
import { DescriptionList } from "@/components/ui/data/dl";
import { OutcomeIcon } from "@/components/ui/data/verdict-icon";
import { sectionBodyClass, sectionClass } from "@/components/ui/section";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";
import type { TraceDetail } from "@/lib/traces/contract";

interface Props {
  project: string;
  trace: TraceDetail;
}

/** What machines say of a trace: online scorers and detectors. Hints, never verdicts. */
export function TraceHints({ project, trace }: Props) {
  const { data: sheet } = useQuery(traceReviewQueries.sheet(project, trace.id));
  const findings = sheet?.findings.filter(({ status }) => status === "found") ?? [];
  const items: [ReactNode, ReactNode][] = [
    [
      "Online scorers",
      trace.scores.length === 0 ? (
        <span key="none" className="text-text-3">
          not scored
        </span>
      ) : (
        <span key="scores" className="flex flex-wrap gap-x-2 gap-y-1">
          {trace.scores.map(({ scorer, passed, reason }) => (
            <span key={scorer} className="inline-flex items-center gap-1" title={reason}>
              <OutcomeIcon outcome={passed === null ? null : passed ? "passed" : "failed"} />
              {scorer}
            </span>
          ))}
        </span>
      ),
    ],
    [
      "Detectors",
      !sheet ? (
        <span key="wait" className="text-text-3">
          looking…
        </span>
      ) : findings.length === 0 ? (
        <span key="none" className="text-text-3">
          nothing found
        </span>
      ) : (
        <ul key="found" className="grid gap-1">
          {findings.map(({ detector, reason }) => (
            <li key={detector} className="wrap-anywhere">
              <TriangleAlert
                className="size-3.5 mr-1 inline text-inconclusive"
                aria-hidden="true"
              />
              {DETECTOR_LABEL[detector]}: {reason}
            </li>
          ))}
        </ul>
      ),
    ],
  ];
  return (
    <section className={sectionClass} aria-label="Hints">
      <div className={sectionBodyClass()}>
        <DescriptionList items={items} size="sm" />
      </div>
    </section>
  );
}
