import { z } from "zod";
import { defineRoute, Json, PublicProblem } from "@/lib/http/contract";
import { IngestionEvent } from "./langfuse/ingestion-event";

const sending = { scope: "traces:write", role: "editor" } as const;

/** `resourceSpans` as opentelemetry-proto 1.x has them in JSON; what is not known is skipped. */
export const ExportTraceServiceRequest = z
  .object({ resourceSpans: z.array(z.record(z.string(), Json)) })
  .meta({ id: "ExportTraceServiceRequest" });

export const ExportTraceServiceResponse = z
  .object({
    partialSuccess: z
      .object({ rejectedSpans: z.int(), errorMessage: z.string().nullable() })
      .optional(),
  })
  .meta({ id: "ExportTraceServiceResponse" });

export const RpcStatus = z
  .object({ code: z.int(), message: z.string() })
  .meta({ id: "RpcStatus", description: "google.rpc.Status" });

const PROTOBUF = "application/x-protobuf";

/** Answered by `receiveOtlp`, which reads and writes both encodings itself. */
export const postOtlpRoute = defineRoute({
  method: "POST",
  path: "/api/public/otel/v1/traces",
  summary: "Store spans as OTLP/HTTP sends them, in protobuf or JSON, gzipped or not",
  access: sending,
  ownBody: ExportTraceServiceRequest,
  rawBody: [PROTOBUF],
  ownResponse: ExportTraceServiceResponse,
  files: [PROTOBUF],
  ownError: { schema: RpcStatus, types: ["application/json", PROTOBUF] },
  isHot: true,
});

export const IngestionBatch = z
  .object({ batch: z.array(IngestionEvent) })
  .meta({ id: "IngestionBatch" });

export const IngestionAnswer = z
  .object({
    successes: z.array(z.object({ id: z.string(), status: z.int() })),
    errors: z.array(z.object({ id: z.string(), status: z.int(), message: z.string() })),
    warnings: z.array(z.string()).optional(),
  })
  .meta({ id: "IngestionAnswer" });
export type IngestionAnswer = z.infer<typeof IngestionAnswer>;

/** Answered by `receiveIngestion`. */
export const postIngestionRoute = defineRoute({
  method: "POST",
  path: "/api/public/ingestion",
  summary: "Store a batch of events of Langfuse's clients before OpenTelemetry",
  access: sending,
  ownBody: IngestionBatch,
  status: 207,
  ownResponse: IngestionAnswer,
  ownError: { schema: PublicProblem, types: ["application/json"] },
  isHot: true,
});
