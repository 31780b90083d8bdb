import { z } from "zod";
import { fraction, scorer, settings } from "./scorer-settings";

const judge = z.string("Name the judge.").trim().min(1, "Name the judge.").max(120);

/** Kinds that ask a model. */
export const judgeScorers = [
  scorer(
    "judge-rubric",
    settings({
      /** A judge of the project. Only that can be calibrated; an inline rubric never votes. */
      judge: judge.optional(),
      rubric: z.string().trim().min(1).max(8_000).optional(),
      threshold: fraction.optional(),
      model: z.strictObject({ provider: z.string().min(1), name: z.string().min(1) }).optional(),
      includeInput: z.boolean().default(true),
      includeExpected: z.boolean().default(true),
    })
      .prefault({})
      .refine(
        ({ judge: name, rubric }) => (name === undefined) !== (rubric === undefined),
        "Give a rubric: what a good answer does. Or name a judge, not both.",
      ),
  ),
  scorer("judge-label", settings({ judge })),
  scorer(
    "judge-pairwise",
    settings({ judge, baseline: z.literal("expected").default("expected") }),
  ),
  scorer(
    "judge-grounded",
    settings({
      judge,
      /** The input variable that holds what the answer has to be supported by; `context` unless given. */
      context: z.string().min(1).max(200).optional(),
    }),
  ),
] as const;
