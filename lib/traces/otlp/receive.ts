import "server-only";
import { randomUUID } from "node:crypto";
import { findCachedKey } from "@/lib/auth/cached-actor";
import { AppError, isAppError } from "@/lib/http/app-error";
import { parseLargeJson } from "@/lib/http/body/read-body";
import { log } from "@/lib/http/log";
import { countWrongKey } from "@/lib/http/server/rate-limits";
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
export async function receiveOtlp(request: Request): Promise<Response> {
  const requestId = randomUUID();
  const startedAt = performance.now();
  const type =
    (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const encoding = ENCODING[type];
  const response = await take(request, encoding).catch((error: unknown) =>
    answerStatus(encoding ?? "json", error, requestId),
  );
  log().info({
    requestId,
    method: "POST",
    path: "/api/public/otel/v1/traces",
    status: response.status,
    ms: Math.round(performance.now() - startedAt),
  });
  return response;
}

async function take(request: Request, encoding: Encoding | undefined): Promise<Response> {
  const actor = await whoSends(request);
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

async function whoSends(request: Request) {
  return findCachedKey(request).catch(async (error: unknown) => {
    if (isAppError(error) && error.code === "unauthenticated") {
      await countWrongKey();
    }
    throw error;
  });
}

async function decode(bytes: Buffer, encoding: Encoding): Promise<unknown> {
  if (encoding === "json") return parseLargeJson(bytes.toString("utf8"), JSON_LIMITS);
  return decodeRequest(bytes).catch((error: unknown) => {
    if (isAppError(error)) throw error;
    throw new AppError("malformed", "The body is not an ExportTraceServiceRequest in protobuf.");
  });
}
