import "server-only";
import type { db, Tx } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { withMembers } from "@/lib/scorers/find-scorer-problems";
import type { JudgeDefinitions } from "@/lib/scorers/judge-definition";
import { judgeNamed, listJudgeNames } from "@/lib/scorers/may-vote";
import { loadJudgeDefinitions } from "./load-definitions";

/** The judges that scorers name; refuses a name that is none, or is one of another kind, with its place. */
export async function requireJudges(
  projectId: string,
  specs: readonly ScorerSpec[],
  from?: Tx | typeof db,
): Promise<JudgeDefinitions> {
  const judges = await loadJudgeDefinitions(projectId, listJudgeNames(specs), from);
  const errors = withMembers(specs).flatMap(({ spec, path }) => {
    const name = judgeNamed(spec);
    if (name === null) return [];
    const judge = judges[name];
    if (judge && spec.kind === `judge-${judge.kind}`) return [];
    const message = judge
      ? `The judge ${name} is of kind ${judge.kind}. Use the scorer judge-${judge.kind}.`
      : `There is no judge ${name}. Create it, or name another one.`;
    return [{ path: `${path}.config.judge`, message }];
  });
  const [first] = errors;
  if (first) throw new AppError("invalid", first.message, { errors });
  return judges;
}
