import { z } from "zod";
import { defineRoute, ProjectParams } from "@/lib/http/contract";
import { PromptParams, VersionNumber } from "@/lib/prompts/contract";
import { MessageRole } from "@/lib/providers/contract";

/** A changed stretch of a line, in UTF-16 code units, `end` exclusive. */
export const TextRange = z.object({ start: z.int(), end: z.int() });
export type TextRange = z.infer<typeof TextRange>;

/** `changed` is there when the line has a partner that it resembles; without it all of it changed. */
export const DiffLine = z
  .object({ line: z.int(), text: z.string(), changed: z.array(TextRange).optional() })
  .meta({ id: "DiffLine" });
export type DiffLine = z.infer<typeof DiffLine>;

/**
 * Lines that differ, without context. `fromLine` and `toLine` count from 1 and say where the hunk
 * begins on each side, also when it has no line there. A row with both sides is a changed line.
 */
export const DiffHunk = z
  .object({
    fromLine: z.int(),
    fromCount: z.int(),
    toLine: z.int(),
    toCount: z.int(),
    rows: z.array(z.object({ from: DiffLine.optional(), to: DiffLine.optional() })),
  })
  .meta({ id: "DiffHunk" });
export type DiffHunk = z.infer<typeof DiffHunk>;

export const MessageChange = z.enum(["added", "removed", "moved", "changed", "same"]);
export type MessageChange = z.infer<typeof MessageChange>;

/**
 * One message. `from` and `to` are its positions, from 1. A moved message that also changed has
 * hunks. `added` and `removed` count lines.
 */
export const MessageDiff = z
  .object({
    change: MessageChange,
    role: z.enum([...MessageRole.options, "placeholder"]),
    /** Of a chain, whose steps stand in place of messages: the step's key. */
    title: z.string().optional(),
    fromRole: z.enum([...MessageRole.options, "placeholder"]).optional(),
    from: z.int().optional(),
    to: z.int().optional(),
    added: z.int(),
    removed: z.int(),
    hunks: z.array(DiffHunk).optional(),
  })
  .meta({ id: "MessageDiff" });
export type MessageDiff = z.infer<typeof MessageDiff>;

/** One value that differs; a side that is absent was not set. */
export const ValueChange = z
  .object({ path: z.string(), from: z.unknown().optional(), to: z.unknown().optional() })
  .meta({ id: "ValueChange" });
export type ValueChange = z.infer<typeof ValueChange>;

export const ToolDiff = z
  .object({
    name: z.string(),
    change: z.enum(["added", "removed", "changed", "same"]),
    rows: z.array(ValueChange),
  })
  .meta({ id: "ToolDiff" });
export type ToolDiff = z.infer<typeof ToolDiff>;

export const TextDiff = z
  .object({
    change: z.enum(["added", "removed", "changed", "same", "absent"]),
    added: z.int(),
    removed: z.int(),
    hunks: z.array(DiffHunk),
  })
  .meta({ id: "TextDiff" });
export type TextDiff = z.infer<typeof TextDiff>;

/** `from` and `to` are version numbers, null for a draft. `outputSchema` compares indented JSON. */
export const PromptDiff = z
  .object({
    from: z.int().nullable(),
    to: z.int().nullable(),
    messages: z.array(MessageDiff),
    model: z.array(ValueChange),
    settings: z.array(ValueChange),
    tools: z.array(ToolDiff),
    outputSchema: TextDiff,
    retrieval: z.array(ValueChange),
    counts: z.object({ parts: z.int(), differing: z.int(), added: z.int(), removed: z.int() }),
  })
  .meta({ id: "PromptDiff" });
export type PromptDiff = z.infer<typeof PromptDiff>;

export const DiffQuery = z.object({ from: VersionNumber, to: VersionNumber });
export type DiffQuery = z.infer<typeof DiffQuery>;

const params = PromptParams.extend(ProjectParams.shape);
const reading = { scope: "prompts:read" } as const;

const prompts = "/api/v1/projects/{project}/prompts";

export const diffVersionsRoute = defineRoute({
  method: "GET",
  path: `${prompts}/{name}/diff`,
  summary: "What differs between two versions",
  access: reading,
  params,
  query: DiffQuery,
  response: PromptDiff,
});
