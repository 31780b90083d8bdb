import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { TraceDetail } from "@/lib/traces/contract";
import type { Span, TraceBatch } from "@/lib/traces/span";
import { loadStoredTrace } from "@/lib/traces/store/load-stored-trace";
import { loadTraces } from "@/lib/traces/store/load-traces";
import { requireUsableRules } from "./check-rules";
import { markOf, nameOfRule, redactBatch } from "./redact";
import type { PreviewRedaction, RedactionPreview } from "./settings-contract";

const NEWEST = 20;
const SAMPLES = 12;
const AROUND = 40;
const LONGEST = 120;

/** What the rules would take out of the newest traces; nothing is changed. */
export async function previewRedaction(
  actor: Actor,
  { redaction }: PreviewRedaction,
): Promise<RedactionPreview> {
  authorize(actor, { scope: "admin", role: "admin" });
  await requireUsableRules(actor.projectId, redaction);
  const newest = await loadTraces(actor.projectId, {}, { limit: NEWEST, content: "preview" });
  const redacted: { traceId: string; rule: string; before: string; after: string }[] = [];
  for (const { id } of newest.data) {
    const trace = await loadStoredTrace(actor.projectId, id, { steps: "whole" });
    if (!trace) continue;
    const batch = toBatch(trace);
    redactBatch(batch, { captureContent: true, redaction }, ({ text, ...place }) =>
      redacted.push({ traceId: id, rule: place.rule, ...excerpt(text, place) }),
    );
  }
  return {
    traces: newest.data.length,
    touched: new Set(redacted.map(({ traceId }) => traceId)).size,
    rules: redaction.map((rule) => {
      const ofRule = redacted.filter((one) => one.rule === nameOfRule(rule));
      return {
        rule: nameOfRule(rule),
        matches: ofRule.length,
        traces: new Set(ofRule.map(({ traceId }) => traceId)).size,
      };
    }),
    samples: oneOfEach(redacted).slice(0, SAMPLES),
  };
}

function toBatch(trace: TraceDetail): TraceBatch {
  const { input, output, attributes, unit, userId, sessionId, error } = trace;
  return {
    traceId: trace.id,
    source: trace.source,
    spans: trace.steps.map(
      (step): Span => ({
        ...step,
        traceId: trace.id,
        startedAt: new Date(step.startedAt),
        endedAt: new Date(step.endedAt),
        facts: null,
      }),
    ),
    facts: {
      input,
      output,
      attributes,
      ...(unit ? { unit } : {}),
      ...(userId ? { userId } : {}),
      ...(sessionId ? { sessionId } : {}),
      ...(error ? { error } : {}),
    },
  };
}

/** The place with a little text around it, as it is and as it would be. */
function excerpt(text: string, { rule, start, end }: { rule: string; start: number; end: number }) {
  const [left, right] = [
    text.slice(Math.max(0, start - AROUND), start),
    text.slice(end, end + AROUND),
  ];
  const shownText = text.slice(start, Math.min(end, start + LONGEST));
  return {
    before: `${left}${shownText}${right}`.toWellFormed(),
    after: `${left}${markOf(rule)}${right}`.toWellFormed(),
  };
}

/** The same text in several steps of a trace is told once. */
function oneOfEach<T extends { rule: string; before: string }>(parts: readonly T[]): T[] {
  const keys = new Set<string>();
  return parts.filter(({ rule, before }) => {
    const key = `${rule}\n${before}`;
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}
