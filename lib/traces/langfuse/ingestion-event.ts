import { z } from "zod";
import type { JsonValue } from "@/lib/scorers/json-value";

const Json = z.unknown() as z.ZodType<JsonValue>;
const id = z
  .string()
  .min(1)
  .max(200)
  .refine(
    (text) => !text.includes("\u0000") && text.isWellFormed(),
    "No such characters in an id.",
  );
const text = z.string().nullish();
const Time = z.iso.datetime({ offset: true });
const time = Time.nullish();

/** What Langfuse's clients before OpenTelemetry send of a trace; members that are not named here are ignored. */
const TraceBody = z.object({
  id,
  timestamp: time,
  name: text,
  userId: text,
  sessionId: text,
  environment: text,
  release: text,
  input: Json.optional(),
  output: Json.optional(),
  metadata: Json.optional(),
  tags: z.array(z.string()).nullish(),
});
export type TraceBody = z.infer<typeof TraceBody>;

const ObservationBody = z.object({
  id,
  traceId: id.nullish(),
  type: text,
  name: text,
  parentObservationId: id.nullish(),
  startTime: time,
  endTime: time,
  completionStartTime: time,
  environment: text,
  model: text,
  modelParameters: Json.optional(),
  input: Json.optional(),
  output: Json.optional(),
  metadata: Json.optional(),
  usage: Json.optional(),
  usageDetails: Json.optional(),
  costDetails: Json.optional(),
  promptName: text,
  promptVersion: z.number().nullish(),
  level: text,
  statusMessage: text,
});
export type ObservationBody = z.infer<typeof ObservationBody>;

const ScoreBody = z.object({
  traceId: id,
  name: z.string(),
  value: z.union([z.number(), z.string(), z.boolean()]).nullish(),
  comment: text,
});
export type ScoreBody = z.infer<typeof ScoreBody>;

const envelope = { id: z.string().min(1).max(200), timestamp: Time };
const OBSERVATION_TYPES = [
  "span-create",
  "span-update",
  "generation-create",
  "generation-update",
  "event-create",
  "observation-create",
  "observation-update",
] as const;

export const IngestionEvent = z.discriminatedUnion("type", [
  z.object({ ...envelope, type: z.literal("trace-create"), body: TraceBody }),
  z.object({ ...envelope, type: z.enum(OBSERVATION_TYPES), body: ObservationBody }),
  z.object({ ...envelope, type: z.literal("score-create"), body: ScoreBody }),
  z.object({ ...envelope, type: z.literal("sdk-log"), body: z.unknown() }),
]);
export type IngestionEvent = z.infer<typeof IngestionEvent>;
