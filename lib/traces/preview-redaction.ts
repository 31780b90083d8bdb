import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { requireUsableRules } from "./check-rules";
import type { TraceDetail } from "./contract";
import { markOf, nameOfRule, redactBatch } from "./redact";
import type { PreviewRedaction, RedactionPreview } from "./settings-contract";
import type { Span, TraceBatch } from "./span";
import { readTrace } from "./store/read-trace";
import { readTraces } from "./store/read-traces";

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
  const newest = await readTraces(actor.projectId, {}, { limit: NEWEST, content: "preview" });
  const found: { traceId: string; rule: string; before: string; after: string }[] = [];
  for (const { id } of newest.data) {
    const trace = await readTrace(actor.projectId, id, { steps: "whole" });
    if (!trace) continue;
    const batch = toBatch(trace);
    redactBatch(batch, { captureContent: true, redaction }, ({ text, ...place }) =>
      found.push({ traceId: id, rule: place.rule, ...excerpt(text, place) }),
    );
  }
  return {
    traces: newest.data.length,
    touched: new Set(found.map(({ traceId }) => traceId)).size,
    rules: redaction.map((rule) => {
      const own = found.filter((one) => one.rule === nameOfRule(rule));
      return {
        rule: nameOfRule(rule),
        matches: own.length,
        traces: new Set(own.map(({ traceId }) => traceId)).size,
      };
    }),
    samples: oneOfEach(found).slice(0, SAMPLES),
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
  const found = text.slice(start, Math.min(end, start + LONGEST));
  return {
    before: `${left}${found}${right}`.toWellFormed(),
    after: `${left}${markOf(rule)}${right}`.toWellFormed(),
  };
}

/** The same text in several steps of a trace is told once. */
function oneOfEach<T extends { rule: string; before: string }>(found: readonly T[]): T[] {
  const seen = new Set<string>();
  return found.filter(({ rule, before }) => {
    const key = `${rule}\n${before}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
