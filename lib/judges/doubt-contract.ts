import { z } from "zod";
import { defineRoute, listOf, Timestamp } from "@/lib/http/contract";
import { JudgeParams } from "./contract";
import { ItemParams, LabelItem, LabelSplit } from "./label-contract";

const base = "/api/v1/projects/{project}/judges/{name}" as const;

export const DoubtPolicy = z.strictObject({
  note: z
    .string("Say what the policy leaves open.")
    .trim()
    .min(1, "Say what the policy leaves open.")
    .max(4_000, "At most 4,000 characters."),
});
export type DoubtPolicy = z.input<typeof DoubtPolicy>;

/** A person says that the policy does not decide an output. */
export const PolicyDoubt = z
  .object({
    id: z.string(),
    item: z.object({
      id: z.string(),
      number: z.int(),
      split: LabelSplit,
      /** The beginning of it. Null on test: who sees those outputs beside the policy tunes it to them. */
      output: z.string().nullable(),
    }),
    note: z.string(),
    by: z.string(),
    isYours: z.boolean(),
    at: Timestamp,
    policyVersion: z.int(),
    /** The policy is still the one that leaves it open. */
    isOpen: z.boolean(),
  })
  .meta({ id: "PolicyDoubt" });
export type PolicyDoubt = z.infer<typeof PolicyDoubt>;

const writing = { scope: "evals:write", role: "editor" } as const;

export const listDoubtsRoute = defineRoute({
  method: "GET",
  path: `${base}/policy-doubts`,
  summary: "Outputs that the policy does not decide, newest first; at most 200",
  access: { scope: "evals:read" },
  params: JudgeParams,
  response: listOf(PolicyDoubt),
});

export const doubtPolicyRoute = defineRoute({
  method: "POST",
  path: `${base}/items/{item}/policy-doubt`,
  summary: "Say that the policy does not decide an output, and put off its label",
  access: writing,
  params: ItemParams,
  body: DoubtPolicy,
  status: 201,
  response: LabelItem,
});

export const dropDoubtRoute = defineRoute({
  method: "DELETE",
  path: `${base}/items/{item}/policy-doubt`,
  summary: "Take your doubt about the policy back",
  access: writing,
  params: ItemParams,
  status: 204,
});
