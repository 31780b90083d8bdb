import { z } from "zod";
import { defineRoute, Json, ProjectParams } from "@/lib/http/contract";

const MOST_TRACES = 20;

export const ProposeChain = z
  .strictObject({
    traces: z
      .array(z.string().min(1).max(200))
      .min(1, "Choose at least one trace.")
      .max(MOST_TRACES, `At most ${MOST_TRACES} traces.`),
  })
  .meta({ id: "ProposeChain" });
export type ProposeChain = z.infer<typeof ProposeChain>;

/** Steps that traces show, by name and kind; a draft to begin from, not a version. */
export const ChainProposal = z
  .object({
    steps: z.array(
      z.object({
        key: z.string(),
        kind: z.enum(["prompt", "retrieve", "tool", "route", "validate", "code"]),
        config: z.record(z.string(), Json),
        input: z.record(z.string(), z.string()),
        /** Of the traces, how many have it. */
        traces: z.int(),
        /** What a person still has to do; null: nothing. */
        note: z.string().nullable(),
      }),
    ),
    inputs: z.record(z.string(), z.unknown()),
    traces: z.int(),
  })
  .meta({ id: "ChainProposal" });
export type ChainProposal = z.infer<typeof ChainProposal>;

export const proposeChainRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/chain-proposals",
  summary: "The chain that traces show, by the names and kinds of their steps; stores nothing",
  access: { scope: "traces:read" },
  params: ProjectParams,
  body: ProposeChain,
  response: ChainProposal,
});
