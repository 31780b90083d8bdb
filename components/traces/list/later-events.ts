import type { TraceDetail } from "@/lib/traces/contract";

export type LaterEvent = { at: string; key: string } & (
  | { kind: "feedback"; feedback: TraceDetail["feedback"][number] }
  | { kind: "outcome"; outcome: NonNullable<TraceDetail["outcome"]> }
  | { kind: "score"; score: TraceDetail["scores"][number] }
  | { kind: "review"; review: NonNullable<TraceDetail["review"]> }
  | { kind: "case"; traceCase: TraceDetail["cases"][number] }
);

/** The application may send a trace and its outcome apart; sooner than this it is one message. */
const APART_MS = 60_000;

/** What came after the request itself, oldest first. */
export function laterEvents(trace: TraceDetail): LaterEvent[] {
  const { outcome, outcomeAt, outcomeFrom, receivedAt, review } = trace;
  const events: LaterEvent[] = [
    ...trace.feedback.map((feedback): LaterEvent => {
      return { kind: "feedback", feedback, at: feedback.at, key: feedback.id };
    }),
    ...trace.scores.map((score): LaterEvent => {
      return { kind: "score", score, at: score.scoredAt, key: `score ${score.scorer}` };
    }),
    ...trace.cases.map((traceCase): LaterEvent => {
      return {
        kind: "case",
        traceCase,
        at: traceCase.at,
        key: `case ${traceCase.evalSet} ${traceCase.caseId}`,
      };
    }),
    ...(review ? [{ kind: "review" as const, review, at: review.reviewedAt, key: "review" }] : []),
  ];
  const isLate =
    outcome !== null &&
    outcomeAt !== null &&
    outcomeFrom === "trace" &&
    Date.parse(outcomeAt) - Date.parse(receivedAt) >= APART_MS;
  if (isLate) events.push({ kind: "outcome", outcome, at: outcomeAt, key: "outcome" });
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
