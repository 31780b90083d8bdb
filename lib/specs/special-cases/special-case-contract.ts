import { z } from "zod";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptParams, VersionNumber, VersionParams } from "@/lib/prompts/contract";
import { PromptMessage } from "@/lib/prompts/version-contract";

const base = "/api/v1/projects/{project}/prompts/{name}" as const;

const SpecialCase = z.object({
  /** Index of the message, and the line in it from 1. */
  message: z.int(),
  line: z.int(),
  text: z.string(),
  /** The words that give it away. */
  trigger: z.string(),
  /** It asks what the input says, names something, or names what one development case alone says. */
  why: z.enum(["condition", "literal", "case"]),
  caseId: z.string().nullable(),
});

/** Sentences that a version adds for narrow inputs. */
export const SpecialCases = z
  .object({
    /** The version that it was compared with; null: it is the first, which adds nothing. */
    from: z.int().nullable(),
    /** So many that a reviewer should ask whether a general rule would do. */
    isMany: z.boolean(),
    sentences: z.array(SpecialCase),
    dismissal: z.object({ by: z.string(), at: Timestamp, reason: z.string() }).nullable(),
  })
  .meta({ id: "SpecialCases" });
export type SpecialCases = z.infer<typeof SpecialCases>;

export const CheckSpecialCases = z.strictObject({
  messages: z.array(PromptMessage).max(200, "A prompt has at most 200 messages."),
  parentVersion: VersionNumber.nullable(),
});
export type CheckSpecialCases = z.infer<typeof CheckSpecialCases>;

export const DismissSpecialCases = z.strictObject({
  reason: z.string().trim().max(2_000, "At most 2,000 characters.").default(""),
});
export type DismissSpecialCases = z.input<typeof DismissSpecialCases>;

const reading = { scope: "prompts:read" } as const;
const writing = { scope: "prompts:write", role: "editor" } as const;

export const getSpecialCasesRoute = defineRoute({
  method: "GET",
  path: `${base}/versions/{number}/special-cases`,
  summary: "Sentences that a version adds to its parent for narrow inputs",
  access: reading,
  params: ProjectParams.extend(VersionParams.shape),
  response: SpecialCases,
});

export const checkSpecialCasesRoute = defineRoute({
  method: "POST",
  path: `${base}/special-cases`,
  summary: "The same of messages that are not saved yet; nothing is written",
  access: writing,
  params: ProjectParams.extend(PromptParams.shape),
  body: CheckSpecialCases,
  response: SpecialCases,
});

export const dismissSpecialCasesRoute = defineRoute({
  method: "POST",
  path: `${base}/versions/{number}/special-cases/dismissal`,
  summary: "Dismiss the hint about special cases, with or without a reason",
  access: writing,
  params: ProjectParams.extend(VersionParams.shape),
  body: DismissSpecialCases,
  status: 201,
  response: SpecialCases,
});

export const restoreSpecialCasesRoute = defineRoute({
  method: "DELETE",
  path: `${base}/versions/{number}/special-cases/dismissal`,
  summary: "Show the hint about special cases again",
  access: writing,
  params: ProjectParams.extend(VersionParams.shape),
  status: 204,
});
