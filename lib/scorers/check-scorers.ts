import { compute } from "@/lib/compute/compute";
import { formatCount } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";
import type { ScorerSpec } from "./contract";
import { type ScorerProblem, withMembers } from "./find-scorer-problems";
import { patternSize } from "./pattern-size";

/** Of all patterns together; compiling takes about 5 µs for each. */
const MOST_INSTRUCTIONS = 20_000;
/** Each takes up to a second for an answer. */
const MOST_SCRIPTS = 20;
const STEPS_PER_INSTRUCTION = 5_000;
/** Of all settings together, as JSON. */
const MOST_CHARACTERS = 500_000;

/**
 * What the contract cannot tell about scorers: that every pattern, JSON Schema and script compiles, and that all of
 * them together stay affordable. Compiling is for what is written; what is stored is only read. Empty when all
 * can be used.
 */
export async function checkScorers(
  projectId: string,
  specs: readonly ScorerSpec[],
): Promise<ScorerProblem[]> {
  const all = withMembers(specs).map(({ spec }) => spec);
  const scripts = all.filter(({ kind }) => kind === "script").length;
  if (scripts > MOST_SCRIPTS) {
    const message = `There are ${formatCount(scripts)} scripts, at most ${MOST_SCRIPTS} are possible. Put several checks into one.`;
    return [{ path: "scorers", message }];
  }
  const instructions = all.reduce((sum, spec) => sum + instructionsOf(spec), 0);
  if (instructions > MOST_INSTRUCTIONS) {
    return [{ path: "scorers", message: tooMany("instructions", instructions, MOST_INSTRUCTIONS) }];
  }
  const characters = JSON.stringify(specs).length;
  if (characters > MOST_CHARACTERS) {
    return [{ path: "scorers", message: tooMany("characters", characters, MOST_CHARACTERS) }];
  }
  const mustCompile = all.some(
    (spec) =>
      spec.kind === "script" || ("schema" in spec.config && spec.config.schema !== undefined),
  );
  return compute("findScorerProblems", specs, {
    projectId,
    ...(mustCompile ? {} : { steps: instructions * STEPS_PER_INSTRUCTION }),
  });
}

/** Refuses scorers that no run could use, with the place of each. */
export async function requireUsableScorers(
  projectId: string,
  specs: readonly ScorerSpec[],
): Promise<void> {
  const errors = await checkScorers(projectId, specs);
  const [first] = errors;
  if (first) throw new AppError("invalid", first.message, { errors });
}

const instructionsOf = (spec: ScorerSpec): number =>
  spec.kind === "regex" ? patternSize(spec.config.pattern ?? "") : 0;

const tooMany = (what: "instructions" | "characters", count: number, most: number): string =>
  what === "instructions"
    ? `The patterns of all scorers come to about ${formatCount(count)} instructions, more than ${formatCount(most)}. Use smaller counts in { }, or fewer patterns.`
    : `The settings of all scorers have ${formatCount(count)} characters, more than ${formatCount(most)}. Shorten the longest.`;
