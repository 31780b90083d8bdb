import { z } from "zod";
import { defineRoute, ProjectParams } from "@/lib/http/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { RequestOutcome, StepKind } from "./filter-contract";

/** Spans of one request, at most: of all its traces together. */
export const MAX_SPANS = 10_000;

/** It is JSON already, parsed from text: to walk it once more would cost more than all other checks. */
const Json = z.unknown() as z.ZodType<JsonValue>;
const EARLIEST = Date.UTC(1990, 0, 1);

const LATEST = Date.UTC(2100, 0, 1);

const SentTime = z.iso
  .datetime({ offset: true, error: "Write a time such as 2026-11-22T09:30:00.000Z." })
  .refine(
    (text) => {
      const time = Date.parse(text);
      return time >= EARLIEST && time < LATEST;
    },
    { error: "A time lies between 1990 and 2100." },
  );

const count = z.int().min(0).max(2_000_000_000);
const money = z.number().min(0).max(1_000_000);

const id = z.string().min(1, "Give it an id.").max(200);
const name = z.string().max(500);

const optional = <T extends z.ZodType>(schema: T) => schema.nullish();
const Attributes = z.record(z.string().max(200), Json);

const isInOrder = ({ startedAt, endedAt }: { startedAt: string; endedAt: string }) =>
  Date.parse(endedAt) >= Date.parse(startedAt);

const inOrder = { error: "endedAt lies before startedAt.", path: ["endedAt"] };

/**
 * A step as an application sends it. Input tokens include the cached ones. Without `costUsd` the price table
 * is asked, by `provider` and `model`. Members that are not named here are ignored.
 */
export const StepInput = z
  .object({
    id,
    parentId: optional(z.string().max(200)),
    kind: StepKind,
    name,
    startedAt: SentTime,
    endedAt: SentTime,
    provider: optional(name),
    model: optional(name),
    inputTokens: optional(count),
    cachedInputTokens: optional(count),
    cacheWriteTokens: optional(count),
    outputTokens: optional(count),
    costUsd: optional(money),
    firstTokenMs: optional(count),
    finishReason: optional(name),
    retries: optional(z.int().min(0).max(10_000)),
    input: Json.optional(),
    output: Json.optional(),
    error: optional(z.string()),
    attributes: optional(Attributes),
  })
  .refine(isInOrder, inOrder)
  .meta({ id: "StepInput" });
export type StepInput = z.infer<typeof StepInput>;

/** A trace as an application sends it; the same id again updates it. */
export const TraceInput = z
  .object({
    id,
    name: optional(name),
    startedAt: SentTime,
    endedAt: SentTime,
    environment: optional(name),
    prompt: optional(name),
    version: optional(z.int().min(1).max(2_000_000_000)),
    arm: optional(name),
    unit: optional(name),
    userId: optional(name),
    sessionId: optional(name),
    attributes: optional(Attributes),
    input: Json.optional(),
    output: Json.optional(),
    outcome: optional(RequestOutcome),
    error: optional(z.string()),
    steps: z.array(StepInput).max(MAX_SPANS).default([]),
  })
  .refine(isInOrder, inOrder)
  .meta({ id: "TraceInput" });
export type TraceInput = z.infer<typeof TraceInput>;

export const TraceBatchInput = z.object({ traces: z.array(TraceInput) });
export type TraceBatchInput = z.infer<typeof TraceBatchInput>;

const Remark = z.object({ index: z.int(), message: z.string() });

/**
 * `accepted` are stored when the answer comes; each rejected one says where it stood and what to fix, and each
 * with a warning why it does not stay.
 */
export const TraceBatchAnswer = z.object({
  accepted: z.int(),
  rejected: z.array(Remark),
  warnings: z.array(Remark).optional(),
});
export type TraceBatchAnswer = z.infer<typeof TraceBatchAnswer>;

const base = "/api/v1/projects/{project}/traces" as const;

export const postTracesRoute = defineRoute({
  method: "POST",
  path: base,
  summary:
    "Store traces, at most 10,000 spans and 20 MB (5 MB gzipped); the same id again updates, never doubles",
  access: { scope: "traces:write", role: "editor" },
  params: ProjectParams,
  ownBody: TraceBatchInput,
  status: 202,
  response: TraceBatchAnswer,
  isHot: true,
});
