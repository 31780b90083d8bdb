import { AppError } from "@/lib/http/app-error";
import { isRecord } from "@/lib/http/body/is-record";
import { takeTurns } from "@/lib/http/body/turns";
import { fieldOf, listOf, parseKeyValues, type RawEvent, type RawSpan } from "./raw-span";

export type Encoding = "protobuf" | "json";

export interface ReadRequest {
  spans: RawSpan[];
  /** Spans that cannot be stored, and why the first of them cannot. */
  rejected: number;
  reason: string;
}

/**
 * The spans of an ExportTraceServiceRequest: `request` is what JSON.parse or `decodeRequest` gave. A span
 * without ids or times is rejected by itself; `maxSpans` ends the reading of more. What is no such request at
 * all is malformed: to take it for an empty one would lose the sender's spans without a word.
 */
export async function parseRequest(
  request: unknown,
  encoding: Encoding,
  maxSpans: number,
): Promise<ReadRequest> {
  const turn = takeTurns();
  const result: ReadRequest = { spans: [], rejected: 0, reason: "" };
  let count = 0;
  for (const group of groupsOf(request)) {
    const resource = isRecord(group.resource) ? parseKeyValues(group.resource.attributes) : {};
    for (const scoped of listOf(fieldOf(group, "scopeSpans")).filter(isRecord)) {
      const scope = isRecord(scoped.scope) ? textOf(scoped.scope.name) : "";
      for (const span of listOf(scoped.spans)) {
        count += 1;
        const read =
          count > maxSpans
            ? `More than ${maxSpans} spans in one request; send them in several.`
            : readRawSpan(span, encoding, resource, scope);
        if (typeof read !== "string") result.spans.push(read);
        else {
          result.rejected += 1;
          result.reason ||= read;
        }
        await turn();
      }
    }
  }
  return result;
}

function groupsOf(request: unknown): Record<string, unknown>[] {
  const groups = isRecord(request) ? (fieldOf(request, "resourceSpans") ?? []) : null;
  if (Array.isArray(groups)) return groups.filter(isRecord);
  throw new AppError("malformed", "The body is not { resourceSpans: […] }, as OTLP/HTTP has it.");
}

/** The span, or why it cannot be one. */
function readRawSpan(
  span: unknown,
  encoding: Encoding,
  resource: RawSpan["resource"],
  scope: string,
): RawSpan | string {
  if (!isRecord(span)) return "A span is not an object.";
  const traceId = readId(fieldOf(span, "traceId"), 16, encoding);
  if (!traceId) return "A span has no valid traceId (16 bytes, not all zero).";
  const id = readId(fieldOf(span, "spanId"), 8, encoding);
  if (!id) return `A span of trace ${traceId} has no valid spanId (8 bytes, not all zero).`;
  const startedAt = readTime(fieldOf(span, "startTimeUnixNano"));
  if (!startedAt) return `Span ${id} of trace ${traceId} has no valid startTimeUnixNano.`;
  const endedAt = readTime(fieldOf(span, "endTimeUnixNano"));
  const status = isRecord(span.status) ? span.status : {};
  return {
    traceId,
    id,
    parentId: readId(fieldOf(span, "parentSpanId"), 8, encoding),
    name: textOf(span.name),
    startedAt,
    endedAt: endedAt && endedAt > startedAt ? endedAt : startedAt,
    isError: status.code === 2 || status.code === "STATUS_CODE_ERROR",
    statusMessage: textOf(status.message),
    attributes: parseKeyValues(span.attributes),
    events: listOf(span.events).filter(isRecord).map(readEvent),
    resource,
    scope,
  };
}

function readEvent(event: Record<string, unknown>): RawEvent {
  return {
    name: textOf(event.name),
    at: readTime(fieldOf(event, "timeUnixNano")),
    attributes: parseKeyValues(event.attributes),
  };
}

/** JSON carries ids in hexadecimal by OTLP's own rule; clients that follow protobuf's send base64. */
function readId(value: unknown, bytes: number, encoding: Encoding): string | null {
  if (typeof value !== "string" || value === "") return null;
  const isHex = value.length === bytes * 2 && /^[0-9a-f]+$/i.test(value);
  const hex =
    encoding === "json" && isHex
      ? value.toLowerCase()
      : Buffer.from(value, "base64").toString("hex");
  return hex.length === bytes * 2 && !/^0+$/.test(hex) ? hex : null;
}

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

function readTime(nanoseconds: unknown): Date | null {
  if (typeof nanoseconds !== "string" && typeof nanoseconds !== "number") return null;
  const milliseconds = Math.floor(Number(nanoseconds) / 1e6);
  return milliseconds >= EARLIEST && milliseconds < LATEST ? new Date(milliseconds) : null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
