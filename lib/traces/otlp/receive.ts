import type { Actor } from "@/lib/auth/actor";
import { AppError, isAppError } from "@/lib/http/app-error";
import { contentTypeOf, parseLargeJson } from "@/lib/http/body/read-body";
import { acceptBatches, JSON_LIMITS, withBody } from "../accept-traces";
import { MAX_SPANS } from "../ingestion-contract";
import { answerExport, answerStatus } from "./answer";
import { parseBatches } from "./parse-batches";
import { type Encoding, parseRequest } from "./parse-request";
import { decodeRequest } from "./wire";

const ENCODING: Record<string, Encoding> = {
  "application/x-protobuf": "protobuf",
  "application/protobuf": "protobuf",
  "application/json": "json",
};

/**
 * OTLP/HTTP (opentelemetry.io/docs/specs/otlp): an ExportTraceServiceRequest in protobuf or JSON. Answers 200
 * after all of it is stored, with a partial success when single spans could not be read.
 */
export async function receiveOtlp(actor: Actor, request: Request): Promise<Response> {
  const encoding = encodingOf(request);
  if (!encoding) {
    throw new AppError(
      "unsupported_media_type",
      "Send application/x-protobuf or application/json, as OTLP/HTTP has them.",
    );
  }
  return withBody(actor, request, async (body) => {
    const sent = await decode(body, encoding);
    const { spans, rejected, reason } = await parseRequest(sent, encoding, MAX_SPANS);
    const warning = spans.length > 0 ? await acceptBatches(actor, await parseBatches(spans)) : null;
    const remarks = [
      ...(rejected > 0 ? [reason] : []),
      ...(warning?.places.length ? [`${warning.places.length} traces: ${warning.message}`] : []),
    ];
    // Without a rejected span the message is a warning, as OTLP has it.
    return answerExport(
      encoding,
      remarks.length > 0 ? { rejectedSpans: rejected, errorMessage: remarks.join(" ") } : null,
    );
  });
}

/** An error as OTLP wants it, in the encoding of the request. */
export function toOtlpError(error: unknown, requestId: string, request: Request) {
  return answerStatus(encodingOf(request) ?? "json", error, requestId);
}

function encodingOf(request: Request): Encoding | undefined {
  return ENCODING[contentTypeOf(request)];
}

async function decode(bytes: Buffer, encoding: Encoding): Promise<unknown> {
  if (encoding === "json") return parseLargeJson(bytes.toString("utf8"), JSON_LIMITS);
  return decodeRequest(bytes).catch((error: unknown) => {
    if (isAppError(error)) throw error;
    throw new AppError("malformed", "The body is not an ExportTraceServiceRequest in protobuf.");
  });
}
