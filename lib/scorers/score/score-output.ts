import { compute } from "@/lib/compute/compute";
import { isAppError, isBusy } from "@/lib/http/app-error";
import type { LeafScorer, Score, ScorerSpec } from "@/lib/scorers/contract";
import { type Candidate, errored, type Finding } from "@/lib/scorers/finding";
import { asksJudge } from "@/lib/scorers/may-vote";
import { scorerName } from "@/lib/scorers/scorer-name";
import { leafSteps } from "./leaf-steps";
import { scoreAll } from "./score-all";
import { type JudgePanel, type JudgeScorer, scoreJudge } from "./score-judge";
import { EMPTY_OUTPUT, type RuleScorer } from "./score-leaf";
import { scoreScript } from "./score-script";
import { type Embed, scoreSimilar } from "./score-similar";

type Judged = Candidate & JudgePanel & { embed?: Embed };

/**
 * One scorer's word on one answer. Whatever goes wrong is a score with the status `errored`; only a web process
 * whose threads are all taken throws, a 503, for that says nothing about the answer. An empty output fails every
 * scorer that looks at content.
 */
export async function scoreOutput(
  spec: ScorerSpec,
  candidate: Judged,
  projectId: string,
): Promise<Score> {
  const [score] = await scoreAnswer([spec], candidate, projectId);
  if (!score) throw new Error("A scorer gave no score.");
  return score;
}

/** Every scorer of a run on one answer, in the given order; the rules among them in one piece of work. */
export async function scoreAnswer(
  specs: readonly ScorerSpec[],
  { judge, judges, embed, ...candidate }: Judged,
  projectId: string,
): Promise<Score[]> {
  const rules = specs.flatMap(leavesOf).filter(isRule);
  const findings = await findingsOf(rules, candidate, projectId);
  const panel: JudgePanel = { ...(judge ? { judge } : {}), ...(judges ? { judges } : {}) };
  const scoreLeaf = async (leaf: LeafScorer): Promise<Finding> => {
    if (isRule(leaf)) return findings.get(leaf) ?? errored("The scorer gave no finding.");
    if (leaf.kind === "script") return scoreScript(leaf, candidate, projectId);
    if (candidate.output.trim() === "") return EMPTY_OUTPUT();
    return leaf.kind === "similar"
      ? scoreSimilar(leaf, candidate, embed)
      : scoreJudge(leaf as JudgeScorer, candidate, panel);
  };
  return Promise.all(
    specs.map(async (spec): Promise<Score> => {
      const finding = await (spec.kind === "all" ? scoreAll(spec, scoreLeaf) : scoreLeaf(spec));
      return toScore(spec, finding);
    }),
  );
}

/** A finding under its scorer's name. */
export function toScore(spec: ScorerSpec, finding: Finding): Score {
  const name = { scorer: scorerName(spec), kind: spec.kind };
  return finding.status === "scored"
    ? { ...name, ...finding }
    : { ...name, status: finding.status, value: null, passed: null, reason: finding.reason };
}

const leavesOf = (spec: ScorerSpec): LeafScorer[] =>
  spec.kind === "all" ? spec.config.scorers.map(({ scorer }) => scorer) : [spec];

const isRule = (leaf: LeafScorer): leaf is RuleScorer =>
  leaf.kind !== "similar" && leaf.kind !== "script" && !asksJudge([leaf as ScorerSpec]);

async function findingsOf(
  rules: readonly RuleScorer[],
  candidate: Candidate,
  projectId: string,
): Promise<Map<RuleScorer, Finding>> {
  const steps = rules.reduce((sum, rule) => sum + leafSteps(rule, candidate), 0);
  try {
    const findings = await compute("scoreLeaves", { rules, candidate }, { projectId, steps });
    return new Map(rules.map((rule, index) => [rule, findings[index] ?? errored("No finding.")]));
  } catch (error) {
    if (!isAppError(error) || isBusy(error)) throw error;
    const stopped = errored(error.message);
    return new Map(rules.map((rule) => [rule, stopped]));
  }
}
