import { z } from "zod";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PERSONAL_DATA_KINDS } from "./personal-data";

const name = z
  .string()
  .trim()
  .min(1, "Give the rule a name; it stands where the text was.")
  .max(40, "At most 40 characters.");

/** Whether it compiles is asked when it is written: what is stored is only read. */
const pattern = z.string().min(1, "Write a pattern.").max(1_000, "At most 1,000 characters.");

const field = z
  .string()
  .trim()
  .min(1, "Name a field.")
  .max(200, "At most 200 characters.")
  .regex(/^[^\s.][^\n]*$/, "Write a name such as email, or a path such as input.customer.email.");

/**
 * What is taken out of traces before they are stored. `pattern`: RE2, as in scorers. `field`: a path from
 * `input`, `output`, `attributes`, `userId`, `sessionId` or `unit` (`*` is any one member), or one bare name,
 * which is any member called so, at any depth.
 */
export const RedactionRule = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("builtIn"), builtIn: z.enum(PERSONAL_DATA_KINDS) }),
    z.strictObject({
      kind: z.literal("pattern"),
      name,
      pattern,
      ignoreCase: z.boolean().default(false),
    }),
    z.strictObject({ kind: z.literal("field"), name, field }),
  ])
  .meta({ id: "RedactionRule" });
export type RedactionRule = z.infer<typeof RedactionRule>;

const rules = z.array(RedactionRule).max(50, "At most 50 rules.");

export const UpdateTraceSettings = z.strictObject({
  captureContent: z.boolean(),
  retentionDays: z
    .int("Give whole days.")
    .min(1, "At least 1 day.")
    .max(3_650, "At most 3,650 days (ten years)."),
  redaction: rules,
});
export type UpdateTraceSettings = z.infer<typeof UpdateTraceSettings>;

/** `updatedAt` is null while nobody has changed anything. */
export const TraceSettings = UpdateTraceSettings.extend({
  updatedAt: Timestamp.nullable(),
}).meta({ id: "TraceSettings" });
export type TraceSettings = z.infer<typeof TraceSettings>;

export const PreviewRedaction = z.strictObject({ redaction: rules });
export type PreviewRedaction = z.infer<typeof PreviewRedaction>;

/** What the rules would take out of the newest traces, as they are stored now. */
export const RedactionPreview = z.object({
  traces: z.int(),
  /** Traces in which something would be taken out. */
  touched: z.int(),
  /** Per rule, in the order of the rules. */
  rules: z.array(z.object({ rule: z.string(), matches: z.int(), traces: z.int() })),
  /** The first places, with a little text around them. */
  samples: z.array(
    z.object({ traceId: z.string(), rule: z.string(), before: z.string(), after: z.string() }),
  ),
});
export type RedactionPreview = z.infer<typeof RedactionPreview>;

const path = "/api/v1/projects/{project}/trace-settings" as const;

export const getTraceSettingsRoute = defineRoute({
  method: "GET",
  path,
  summary: "What of traces is kept, for how long, and what is taken out first",
  access: { scope: "traces:read" },
  params: ProjectParams,
  response: TraceSettings,
});

export const editTraceSettingsRoute = defineRoute({
  method: "PUT",
  path,
  summary: "Change what is kept of new traces",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  body: UpdateTraceSettings,
  response: TraceSettings,
});

export const previewRedactionRoute = defineRoute({
  method: "POST",
  path: `${path}/previews`,
  summary: "Try redaction rules on the 20 newest traces without changing them",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  body: PreviewRedaction,
  response: RedactionPreview,
});
