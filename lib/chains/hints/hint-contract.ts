import { z } from "zod";
import { defineRoute, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptParams } from "@/lib/prompts/contract";

const HintId = z
  .string()
  .regex(/^[a-z]+:[0-9a-z]{1,20}$/, "Give the id of a hint, for example code:1x9k2p.");

/** Hints about the text of a prompt that people called wrong. Which hints there are follows from the text alone. */
export const HintDismissals = z
  .object({
    data: z.array(z.object({ hint: z.string(), by: z.string(), at: Timestamp })),
    nextCursor: z.null(),
  })
  .meta({ id: "HintDismissals" });
export type HintDismissals = z.infer<typeof HintDismissals>;

const path = "/api/v1/projects/{project}/prompts/{name}/hint-dismissals";
const params = PromptParams.extend(ProjectParams.shape);

export const listHintDismissalsRoute = defineRoute({
  method: "GET",
  path,
  summary: "Hints that were dismissed for a prompt or a chain",
  access: { scope: "prompts:read" },
  params,
  response: HintDismissals,
});

export const dismissHintRoute = defineRoute({
  method: "PUT",
  path: `${path}/{hint}`,
  summary: "Dismiss a hint, for everybody",
  access: { scope: "prompts:write", role: "editor" },
  params: params.extend({ hint: HintId }),
  response: HintDismissals,
});

export const restoreHintRoute = defineRoute({
  method: "DELETE",
  path: `${path}/{hint}`,
  summary: "Show a dismissed hint again",
  access: { scope: "prompts:write", role: "editor" },
  params: params.extend({ hint: HintId }),
  response: HintDismissals,
});
