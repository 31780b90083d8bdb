import { z } from "zod";
import { EvalSetParams } from "@/lib/eval-sets/contract";
import { defineRoute } from "@/lib/http/contract";
import { Score, ScorerSpec } from "@/lib/scorers/contract";

export const PreviewScorer = z.strictObject({ scorer: ScorerSpec });
export type PreviewScorerInput = z.input<typeof PreviewScorer>;

export const ScorerPreview = z
  .object({
    /** The newest development run of the set; null: there is none yet. */
    run: z.object({ id: z.string(), number: z.int() }).nullable(),
    /** Its first answers, scored. */
    data: z.array(z.object({ caseId: z.string(), output: z.string(), score: Score })),
  })
  .meta({ id: "ScorerPreview" });
export type ScorerPreview = z.infer<typeof ScorerPreview>;

export const previewScorerRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/eval-sets/{name}/scorer-previews",
  summary: "What a scorer says about a few stored answers; calls no model and stores nothing",
  access: { scope: "evals:write", role: "editor" },
  params: EvalSetParams,
  body: PreviewScorer,
  response: ScorerPreview,
});
