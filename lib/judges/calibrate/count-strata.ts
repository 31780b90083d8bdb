import type { LabelledStrata } from "@/lib/stats/intervals/corrected-rate";
import type { LabelledAnswer } from "./load-labelled-answers";

/** Labels by what the judge said. */
export function countStrata(answers: readonly LabelledAnswer[]): LabelledStrata {
  const passes = answers.filter(({ isJudgedPass }) => isJudgedPass);
  const fails = answers.filter(({ isJudgedPass }) => !isJudgedPass);
  const good = (among: readonly LabelledAnswer[]) =>
    among.filter(({ isHumanPass }) => isHumanPass).length;
  return {
    passesOfPasses: good(passes),
    judgedPasses: passes.length,
    passesOfFails: good(fails),
    judgedFails: fails.length,
  };
}
