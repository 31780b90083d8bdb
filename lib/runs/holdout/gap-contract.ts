import { z } from "zod";
import { EvalSetParams } from "@/lib/eval-sets/contract";
import { defineRoute, Estimate, listOf, Page, Timestamp } from "@/lib/http/contract";
import { PromptName } from "@/lib/prompts/contract";

const base = "/api/v1/projects/{project}/eval-sets/{name}" as const;

const Bounds = z.object({ value: z.number(), low: z.number(), high: z.number() });

const point = {
  version: z.int(),
  development: Estimate.nullable(),
  holdout: Estimate.nullable(),
};

/** Pass rates of the newest versions on one set, oldest first, each of its newest run. */
export const GapPoints = z
  .object({ evalSet: z.string(), points: z.array(z.object(point)), ...looksOf() })
  .meta({ id: "GapPoints" });
export type GapPoints = z.infer<typeof GapPoints>;

function looksOf() {
  return { looks: z.int(), budget: z.int().nullable() };
}

/** The same with what each version gained over the first of them, on the cases that both answered. */
export const HoldoutGap = z
  .object({
    prompt: z.string(),
    evalSet: z.string(),
    /** The first version here that was measured on both; null: none was. */
    base: z.int().nullable(),
    points: z.array(
      z.object({
        ...point,
        /** Each held to its share of 5 %; null: not comparable with the base on both. */
        gains: z
          .object({
            development: Bounds,
            holdout: Bounds,
            gap: Bounds.extend({ isReal: z.boolean() }),
          })
          .nullable(),
      }),
    ),
    ...looksOf(),
  })
  .meta({ id: "HoldoutGap" });
export type HoldoutGap = z.infer<typeof HoldoutGap>;

/** A run over holdout cases, or a retry of its errors. */
export const HoldoutLook = z
  .object({
    id: z.string(),
    at: Timestamp,
    by: z.string(),
    prompt: z.string(),
    version: z.int().nullable(),
    runNumber: z.int().nullable(),
    /** Not counted any more: that holdout was unsealed. */
    isOver: z.boolean(),
  })
  .meta({ id: "HoldoutLook" });
export type HoldoutLook = z.infer<typeof HoldoutLook>;

const read = { scope: "evals:read" } as const;

export const listLooksRoute = defineRoute({
  method: "GET",
  path: `${base}/looks`,
  summary: "Who looked at the holdout, with which version, newest first",
  access: read,
  params: EvalSetParams,
  query: Page,
  response: listOf(HoldoutLook),
});

export const getHoldoutGapRoute = defineRoute({
  method: "GET",
  path: `${base}/holdout-gap`,
  summary:
    "Development against holdout over the versions of a prompt; stored figures, so no look is counted",
  access: read,
  params: EvalSetParams,
  query: z.object({ prompt: PromptName }),
  response: HoldoutGap,
});
