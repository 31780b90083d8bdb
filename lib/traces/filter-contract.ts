import { z } from "zod";
import { Page } from "@/lib/http/contract";
import { parseConditions } from "./conditions";
import { OUTCOMES, STEP_KINDS } from "./span";

export const RequestOutcome = z.enum(OUTCOMES).meta({ id: "Outcome" });
export type RequestOutcome = z.infer<typeof RequestOutcome>;

export const StepKind = z.enum(STEP_KINDS).meta({ id: "StepKind" });
export type StepKind = z.infer<typeof StepKind>;

const whole = z.coerce.number().int().min(0);

const dollars = z.coerce.number().min(0);

/**
 * What a list of traces can be narrowed by; shared by the list, saved views, the review queue and links.
 * `q` looks in the beginnings of input and output and at the start of the id. `outcome=none`: nobody has said.
 * `segment`, `category` and `scorer` are names; `scorer` finds the traces that this online scorer failed.
 */
export const TraceFilters = z.object({
  prompt: z.string().max(500).optional(),
  version: whole.optional(),
  arm: z.string().max(500).optional(),
  environment: z.string().max(500).optional(),
  outcome: z.enum([...OUTCOMES, "none"]).optional(),
  segment: z.string().max(60).optional(),
  model: z.string().max(500).optional(),
  minLatencyMs: whole.optional(),
  maxLatencyMs: whole.optional(),
  minCostUsd: dollars.optional(),
  maxCostUsd: dollars.optional(),
  q: z.string().trim().max(200).optional(),
  unit: z.string().max(500).optional(),
  userId: z.string().max(500).optional(),
  sessionId: z.string().max(500).optional(),
  category: z.string().max(120).optional(),
  reviewed: z.enum(["yes", "no"]).optional(),
  scorer: z.string().max(120).optional(),
  error: z.enum(["yes", "no"]).optional(),
  /** Several values, negation and attributes: `outcome!=succeeded;attribute.plan=pro,team`, URI-encoded. */
  where: z
    .string()
    .max(2_000)
    .refine((text) => parseConditions(text) !== null, {
      error:
        "Write conditions such as outcome!=succeeded;attribute.plan=pro,team, with names and values URI-encoded.",
    })
    .optional(),
  /** `90m`, `24h`, `7d`: back from now, so that a saved filter stays "the last 24 hours"; from and to win. */
  range: z
    .string()
    .regex(/^\d{1,3}[mhd]$/, "Write a range such as 24h or 7d.")
    .optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type TraceFilters = z.infer<typeof TraceFilters>;

export const TraceSort = z.enum(["started", "latency", "-latency", "cost", "-cost"]);
export type TraceSort = z.infer<typeof TraceSort>;

const MOST_WHOLE = 100;

export const TraceListQuery = TraceFilters.extend(Page.shape)
  .extend({
    /** Without it newest first; `-` from the most down. Traces of unknown cost come last. */
    sort: TraceSort.optional(),
    /** `preview` leaves input and output out; with `whole` a page has at most 100 traces. */
    content: z.enum(["whole", "preview"]).default("whole"),
  })
  .refine(({ content, limit }) => content === "preview" || limit <= MOST_WHOLE, {
    path: ["limit"],
    error: `A page with whole inputs and outputs holds at most ${MOST_WHOLE}; ask for the next one with \`cursor\`, or for \`content=preview\`.`,
  });
export type TraceListQuery = z.infer<typeof TraceListQuery>;
