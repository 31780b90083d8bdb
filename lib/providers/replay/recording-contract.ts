import { z } from "zod";
import { defineRoute, listOf, Page, ProjectParams } from "@/lib/http/contract";
import { ToolCall } from "@/lib/providers/contract";
import { CostUnknown, TokenCounts } from "@/lib/providers/usage/usage-contract";

export const Recording = z
  .object({ requestHash: z.string(), model: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: "Recording" });
export type Recording = z.infer<typeof Recording>;

export const listRecordingsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/recordings",
  summary: "Which requests have a recorded answer",
  access: { scope: "prompts:read" },
  params: ProjectParams,
  query: Page,
  response: listOf(Recording),
});

/** A model's answer as it is recorded: the wire form of ModelResponse. */
export const RecordedResponse = z.object({
  text: z.string(),
  toolCalls: z.array(ToolCall).default([]),
  finishReason: z.enum(["stop", "length", "content_filter", "tool_calls", "error", "other"]),
  usage: TokenCounts.partial({ cacheWriteTokens: true, reasoningTokens: true }),
  costUsd: z.number().min(0).nullable(),
  costUnknown: CostUnknown.nullable().optional(),
  latencyMs: z.number().min(0),
  timeToFirstTokenMs: z.number().min(0).nullable(),
  requestId: z.string().nullable(),
  model: z.string(),
  recorded: z.literal(true).optional(),
});
export type RecordedResponse = z.infer<typeof RecordedResponse>;

/** One line of a recordings file (JSON Lines). */
export const RecordingLine = z.object({
  requestHash: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits."),
  model: z.string().min(1).max(200),
  /** Which of several answers to the same request it is, such as of a judge that is asked twice. */
  repeat: z.int("A whole number.").min(1, "At least 1.").max(20, "At most 20.").default(1),
  response: RecordedResponse,
});
export type RecordingLine = z.infer<typeof RecordingLine>;

export const exportRecordingsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/recordings/export",
  summary: "All recorded answers as JSON Lines",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  files: ["application/jsonl"],
});

export const RecordingsImport = z.object({
  imported: z.number().int(),
  updated: z.number().int(),
  errors: z.array(z.object({ row: z.number().int(), message: z.string() })),
});
export type RecordingsImport = z.infer<typeof RecordingsImport>;

export const importRecordingsRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/recordings/imports",
  summary: "Add recorded answers from JSON Lines; wrong lines never stop the good ones",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  rawBody: ["application/jsonl", "application/x-ndjson", "text/plain"],
  maxBodyBytes: 50_000_000,
  response: RecordingsImport,
});
