import { expect, test } from "vitest";
import type { TraceDetail } from "@/lib/traces/contract";
import { laterEvents } from "./later-events";

const trace = (more: Partial<TraceDetail>) =>
  ({
    receivedAt: "2026-11-18T09:47:13.000Z",
    outcome: null,
    outcomeAt: null,
    outcomeFrom: null,
    review: null,
    feedback: [],
    scores: [],
    cases: [],
    ...more,
  }) as Partial<TraceDetail> as TraceDetail;

test("what came later stands in its order of time", () => {
  const events = laterEvents(
    trace({
      outcome: "escalated",
      outcomeFrom: "trace",
      outcomeAt: "2026-11-18T09:53:31.000Z",
      review: {
        verdict: "failure",
        category: "billing read as refund",
        reviewedBy: "Ines",
        reviewedAt: "2026-11-18T10:20:00.000Z",
      },
      feedback: [
        {
          id: "1",
          outcome: null,
          score: null,
          comment: "Only the second charge",
          by: "Support desk",
          at: "2026-11-18T09:58:00.000Z",
        },
      ],
    }),
  );
  expect(events.map(({ kind }) => kind)).toEqual(["outcome", "feedback", "review"]);
});

test("an outcome that came with the request itself is nothing later", () => {
  const outcomeAt = "2026-11-18T09:47:14.000Z";
  expect(laterEvents(trace({ outcome: "failed", outcomeFrom: "trace", outcomeAt }))).toEqual([]);
});

test("an outcome that feedback gave is told by the feedback alone", () => {
  const outcomeAt = "2026-11-18T11:00:00.000Z";
  expect(laterEvents(trace({ outcome: "failed", outcomeFrom: "feedback", outcomeAt }))).toEqual([]);
});
