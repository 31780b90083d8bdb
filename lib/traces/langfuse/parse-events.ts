import { takeTurns } from "@/lib/http/body/turns";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { parseSpan } from "../otlp/parse-span";
import type { Attributes, RawSpan } from "../otlp/raw-span";
import { withoutUndefined } from "../otlp/reading";
import type { Span, TraceBatch } from "../span";
import type { IngestionEvent, ObservationBody, TraceBody } from "./ingestion-event";
import { mergeSpan, mergeTrace, type ReportedParts } from "./merge-span";

/** The step that stands for the trace itself, with what the client said of it. */
const rootOf = (traceId: string) => `trace-${traceId}`;

interface Part<B> {
  body: B;
  type: string;
  at: Date;
}

/** Events of one request as traces' batches: parts of the same observation are put together first. */
export async function parseEvents(events: readonly IngestionEvent[]): Promise<TraceBatch[]> {
  const turn = takeTurns();
  const traces = new Map<string, Part<TraceBody>>();
  const observations = new Map<string, Part<ObservationBody>>();
  for (const event of events) {
    const at = new Date(event.timestamp);
    if (event.type === "trace-create") {
      const time = event.body.timestamp ? new Date(event.body.timestamp) : at;
      put(traces, event.body.id, { body: event.body, type: event.type, at: time });
    } else if (event.type !== "score-create" && event.type !== "sdk-log") {
      const key = `${event.body.traceId ?? event.body.id} ${event.body.id}`;
      put(observations, key, { body: event.body, type: event.type, at });
    }
  }
  const batches = new Map<string, TraceBatch>();
  const add = (span: Span) => {
    const { traceId } = span;
    const batch = batches.get(traceId) ?? { traceId, source: "rest", spans: [], facts: null };
    batch.spans.push(span);
    batches.set(traceId, batch);
  };
  for (const part of observations.values()) {
    add(readObservation(part));
    await turn();
  }
  for (const part of traces.values()) add(parseTrace(part, batches.get(part.body.id)?.spans ?? []));
  return [...batches.values()];
}

function put<B extends object>(parts: Map<string, Part<B>>, key: string, part: Part<B>): void {
  const before = parts.get(key);
  const isCreate = part.type.endsWith("-create");
  parts.set(key, {
    body: { ...before?.body, ...withoutNothing(part.body) } as B,
    type: before && !isCreate ? before.type : part.type,
    at: before && before.at < part.at ? before.at : part.at,
  });
}

function withoutNothing<B extends object>(body: B): Partial<B> {
  const entries = Object.entries(body).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as Partial<B>;
}

function parseTrace({ body, at }: Part<TraceBody>, spans: readonly Span[]): Span {
  const first = Math.min(at.getTime(), ...spans.map(({ startedAt }) => startedAt.getTime()));
  const last = Math.max(first, ...spans.map(({ endedAt }) => endedAt.getTime()));
  const raw = makeRaw({
    traceId: body.id,
    id: rootOf(body.id),
    name: body.name ?? "trace",
    startedAt: new Date(first),
    endedAt: new Date(last),
    attributes: {
      "langfuse.observation.type": "span",
      "langfuse.trace.name": body.name,
      "langfuse.trace.input": body.input,
      "langfuse.trace.output": body.output,
      "langfuse.trace.metadata": body.metadata,
      "langfuse.trace.tags": body.tags,
      "langfuse.user.id": body.userId,
      "langfuse.session.id": body.sessionId,
      "langfuse.environment": body.environment,
      "langfuse.release": body.release,
    },
  });
  const reported = { start: true, end: true, parent: true, name: Boolean(body.name) };
  return { ...parseSpan(raw), merge: mergeTrace(reported) };
}

function readObservation({ body, type, at }: Part<ObservationBody>): Span {
  const startedAt = startOf(body, at);
  const endedAt = body.endTime ? new Date(body.endTime) : startedAt;
  const traceId = body.traceId ?? body.id;
  const raw = makeRaw({
    traceId,
    id: body.id,
    parentId: body.parentObservationId ?? rootOf(traceId),
    name: body.name ?? "",
    startedAt,
    endedAt: endedAt > startedAt ? endedAt : startedAt,
    attributes: {
      "langfuse.observation.type": typeOf(body, type),
      "langfuse.observation.model.name": body.model,
      "langfuse.observation.input": body.input,
      "langfuse.observation.output": body.output,
      "langfuse.observation.usage_details": body.usageDetails ?? body.usage,
      "langfuse.observation.cost_details": body.costDetails ?? costOf(body.usage),
      "langfuse.observation.completion_start_time": body.completionStartTime,
      "langfuse.observation.prompt.name": body.promptName,
      "langfuse.observation.prompt.version": body.promptVersion,
      "langfuse.observation.level": body.level,
      "langfuse.observation.status_message": body.statusMessage,
      "langfuse.environment": body.environment,
      ...prefixed("langfuse.observation.metadata.", body.metadata),
      ...prefixed("langfuse.observation.model.parameters.", body.modelParameters),
    },
  });
  const reported: ReportedParts = {
    start: Boolean(body.startTime),
    end: Boolean(body.endTime),
    parent: Boolean(body.parentObservationId) || type.endsWith("-create"),
    name: Boolean(body.name),
  };
  return { ...parseSpan(raw), merge: mergeSpan(reported) };
}

/** A part that does not tell the start holds no moment before this one; the part that does will move it. */
function startOf({ startTime, endTime, completionStartTime }: ObservationBody, at: Date): Date {
  if (startTime) return new Date(startTime);
  const reported = [completionStartTime, endTime].flatMap((time) =>
    time ? [Date.parse(time)] : [],
  );
  return reported.length > 0 ? new Date(Math.min(...reported)) : at;
}

type Given = Omit<Partial<RawSpan>, "attributes"> &
  Pick<RawSpan, "traceId" | "id" | "name" | "startedAt" | "endedAt"> & {
    attributes: Record<string, JsonValue | null | undefined>;
  };

function makeRaw({ attributes, ...fields }: Given): RawSpan {
  return {
    parentId: null,
    isError: false,
    statusMessage: "",
    events: [],
    resource: {},
    scope: "langfuse",
    ...fields,
    attributes: withoutUndefined(attributes) as Attributes,
  };
}

function typeOf({ type: reported }: ObservationBody, type: string): string {
  const [kind = "span"] = type.split("-", 1);
  return kind === "observation" ? (reported ?? "span").toLowerCase() : kind;
}

/** Clients of version 2 put costs beside the tokens. */
function costOf(usage: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(usage)) return undefined;
  const { totalCost, inputCost, outputCost } = usage;
  if (typeof totalCost === "number") return { total: totalCost };
  const parts: JsonObject = { input: inputCost ?? null, output: outputCost ?? null };
  return typeof inputCost === "number" || typeof outputCost === "number" ? parts : undefined;
}

function prefixed(prefix: string, value: JsonValue | undefined): Attributes {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [prefix + key, item]));
}
