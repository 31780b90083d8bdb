import { CircleCheck, FlaskConical, Gauge, MessageSquare, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { type LaterEvent, laterEvents } from "@/components/traces/list/later-events";
import { OUTCOME_LABEL } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { Timeline, TimelineItem } from "@/components/ui/data/timeline";
import { OutcomeIcon } from "@/components/ui/data/verdict-icon";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatNumber } from "@/lib/format-number";
import type { TraceDetail } from "@/lib/traces/contract";

interface Props {
  project: string;
  trace: TraceDetail;
}

/** What people and the application said afterwards, and what was made of it. */
export function TraceHistory({ project, trace }: Props) {
  const events = laterEvents(trace);
  return (
    <Section title="History">
      {events.length === 0 ? (
        <p className="text-13 text-text-2">Nothing yet: no feedback, review or case.</p>
      ) : (
        <Timeline label="History">
          {events.map((event) => (
            <TimelineItem
              key={event.key}
              node={<Node event={event} />}
              when={<RelativeTime value={event.at} />}
            >
              <Said project={project} event={event} />
            </TimelineItem>
          ))}
        </Timeline>
      )}
    </Section>
  );
}

function Node({ event }: { event: LaterEvent }): ReactNode {
  if (event.kind === "review") return <Avatar name={event.review.reviewedBy} />;
  if (event.kind === "case") return <FlaskConical className="size-3.5" aria-hidden="true" />;
  if (event.kind === "score") return <Gauge className="size-3.5" aria-hidden="true" />;
  if (event.kind === "feedback") return <MessageSquare className="size-3.5" aria-hidden="true" />;
  return event.outcome === "succeeded" ? (
    <CircleCheck className="size-3.5" aria-hidden="true" />
  ) : (
    <TriangleAlert className="size-3.5" aria-hidden="true" />
  );
}

function Said({ project, event }: { project: string; event: LaterEvent }) {
  switch (event.kind) {
    case "outcome":
      return (
        <>
          <b>The application</b> reported the outcome <b>{OUTCOME_LABEL[event.outcome]}</b>
        </>
      );
    case "feedback": {
      const { by, outcome, score, comment } = event.feedback;
      const facts = [
        outcome && <>the outcome {<b key="outcome">{OUTCOME_LABEL[outcome]}</b>}</>,
        score !== null && <>score {<b key="score">{formatNumber(score, 3)}</b>}</>,
      ].filter(Boolean);
      return (
        <>
          <b>{by}</b>
          {facts.length > 0 ? " gave " : comment ? ": " : ""}
          {facts.map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two facts in a fixed order
            <span key={index}>
              {index > 0 && ", "}
              {fact}
            </span>
          ))}
          {comment && (
            <span className="whitespace-pre-wrap wrap-anywhere">
              {facts.length > 0 && ": "}“{comment}”
            </span>
          )}
        </>
      );
    }
    case "review": {
      const { reviewedBy, verdict, category } = event.review;
      return (
        <>
          <b>{reviewedBy}</b>{" "}
          {category ? (
            <>
              set the failure category <b>{category}</b>
            </>
          ) : (
            <>
              reviewed it: <b>{verdict}</b>
            </>
          )}
        </>
      );
    }
    case "score": {
      const { scorer, passed, value, reason } = event.score;
      return (
        <span className="inline-flex flex-wrap items-center gap-1">
          <OutcomeIcon outcome={passed === null ? null : passed ? "passed" : "failed"} />
          online scorer <b>{scorer}</b>
          {passed === null && " could not say"}
          {value !== null && ` ${formatNumber(value, 3)}`}
          {reason && <span className="text-text-2">{reason}</span>}
        </span>
      );
    }
    case "case": {
      const { by, evalSet, caseId } = event.traceCase;
      return (
        <>
          <b>{by}</b> made the case{" "}
          <Link
            className={cn(linkClass, "font-mono text-code")}
            href={`/${project}/eval-sets/${encodeURIComponent(evalSet)}?case=${encodeURIComponent(caseId)}`}
          >
            {caseId}
          </Link>{" "}
          in {evalSet}
        </>
      );
    }
  }
}
