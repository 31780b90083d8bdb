"use client";
import type { ReactNode } from "react";
import { describeCost } from "@/components/runs/run-words";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/data/badge";
import { VerdictGlyph } from "@/components/ui/data/verdict-icon";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { codeClass } from "@/components/ui/text/code-class";
import { formatCount, formatCountOf, formatMs } from "@/lib/format-number";
import type { TryDone } from "@/lib/runs/try/try-contract";
import type { TryAnswer } from "./try-answer";
import { TryAnswerText } from "./try-answer-text";

interface Props {
  label: string;
  title: ReactNode;
  answer: TryAnswer | null;
  /** The text or the values have changed since. */
  isOld: boolean;
  other?: string;
  empty: ReactNode;
  onRetry: () => void;
}

const answerClass = cn(codeClass, "min-h-10 rounded bg-subtle px-2.5 py-2");

export function TryAnswerPanel({ label, title, answer, isOld, other, empty, onRetry }: Props) {
  const done = answer?.done;
  return (
    <section
      className="min-w-0 overflow-auto px-4 py-2.5 first-of-type:pl-(--gutter) not-first-of-type:border-l"
      aria-label={label}
      aria-busy={answer?.status === "running"}
    >
      <div className="text-12 mb-2 flex min-h-5 items-center gap-2">
        <b>{title}</b>
        {done?.outcome && <Outcome done={done} />}
        {answer?.status === "running" && <span className="text-text-3">answering…</span>}
        {answer?.status === "cancelled" && <Badge>stopped</Badge>}
        {done?.recorded && <Badge title="Answered before; no call was made.">from cache</Badge>}
        {isOld && (
          <span className="text-text-3 whitespace-nowrap ml-auto">before your last edit</span>
        )}
      </div>
      {!answer && <p className="m-0 text-12 text-text-3">{empty}</p>}
      {answer?.status === "failed" && (
        <Notice
          tone="fail"
          role="alert"
          title="No answer."
          actions={
            <Button size="sm" onClick={onRetry}>
              Try again
            </Button>
          }
        >
          {answer.problem}
          {answer.requestId && (
            <span className="font-mono text-12 block">request {answer.requestId}</span>
          )}
        </Notice>
      )}
      {answer && answer.status !== "failed" && (
        <>
          {answer.text === "" && answer.status === "running" ? (
            <pre className={answerClass}>
              <Skeleton width="70%" />
            </pre>
          ) : (
            (answer.text !== "" || !done?.toolCalls.length) && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard
              <pre className={answerClass} tabIndex={0} aria-live="off">
                {answer.text === "" ? (
                  <span className="text-text-3">the answer is empty</span>
                ) : (
                  <TryAnswerText text={answer.text} other={other} />
                )}
              </pre>
            )
          )}
          {done && <Details done={done} />}
        </>
      )}
    </section>
  );
}

function Outcome({ done }: { done: TryDone }) {
  const verdicts = done.verdicts ?? [];
  const passed = verdicts.filter((score) => score.passed === true).length;
  const first =
    verdicts.find((score) => score.passed === false) ??
    verdicts.find((score) => score.passed === null);
  return (
    <>
      {done.outcome === "errored" ? (
        <Badge tone="warn">error</Badge>
      ) : (
        <VerdictPill verdict={done.outcome === "passed" ? "pass" : "fail"} />
      )}
      <span className="text-text-3 truncate" title={first?.reason}>
        {first
          ? `${first.scorer}: ${first.reason}`
          : `${passed} of ${formatCountOf(verdicts.length, "scorer")}`}
      </span>
    </>
  );
}

function Details({ done }: { done: TryDone }) {
  const { usage, toolCalls, verdicts = [] } = done;
  const cached = usage.cachedInputTokens ? ` (${formatCount(usage.cachedInputTokens)} cached)` : "";
  const reasoning = usage.reasoningTokens
    ? ` (${formatCount(usage.reasoningTokens)} reasoning)`
    : "";
  const items: [string, string][] = [
    ["latency", formatMs(done.latencyMs)],
    ...(done.firstTokenMs === null
      ? []
      : [["first token", formatMs(done.firstTokenMs)] as [string, string]]),
    [
      usage.estimated ? "tokens, our count" : "tokens",
      `${formatCount(usage.inputTokens)} in${cached}, ${formatCount(usage.outputTokens)} out${reasoning}`,
    ],
    ["cost", describeCost(usage)],
    ["finish", done.finishReason.replaceAll("_", " ")],
  ];
  return (
    <>
      {toolCalls.map((call) => (
        <pre key={call.id} className={cn(answerClass, "mt-2")}>
          <b>{call.name}</b>({JSON.stringify(call.arguments, null, 1)})
        </pre>
      ))}
      <dl className="mt-2 flex flex-wrap gap-x-3.5 gap-y-1 text-12/5">
        {items.map(([term, value]) => (
          <div key={term}>
            <dt className="text-text-3">{term}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {verdicts.length > 0 && (
        <ul className="mt-2 grid list-none gap-1 p-0 text-12" aria-label="Scorers">
          {verdicts.map((score) => (
            <li key={score.scorer} className="flex items-start gap-1.5">
              <VerdictGlyph
                verdict={score.passed === null ? "not_measured" : score.passed ? "pass" : "fail"}
              />
              <span>
                <b>{score.scorer}</b> <span className="text-text-2">{score.reason}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
