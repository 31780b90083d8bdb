import { asksJudge } from "@/lib/runs/run-scorers";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { scorerName } from "@/lib/scorers/scorer-name";
import type { Criterion } from "./contract";
import type { NotMeasured } from "./gate-contract";
import { findScorer, nameInRun } from "./match-scorer";
import type { Evidence, EvidenceRun, EvidenceSet } from "./read-evidence";
import type { PassedBy } from "./run-case";

/** Why there is no value. `isRunnable`: a run of the version would give one. */
export interface Miss {
  reason: NotMeasured;
  why: string;
  isRunnable?: boolean;
  run?: EvidenceRun;
}

export interface Found {
  run: EvidenceRun;
  passedBy: PassedBy;
}

/** What a criterion measures, as people call it. */
export function measureName({ metric, scorer }: Criterion): string {
  if (metric) return metric;
  return typeof scorer === "string" ? scorer : scorer ? scorerName(scorer) : "";
}

/** The newest completed run of a version that answers the criterion, or why there is none. */
export function findEvidence(
  criterion: Criterion,
  set: EvidenceSet,
  version: number,
  { evidence, acceptsOld = false }: { evidence: Evidence; acceptsOld?: boolean },
): Found | Miss {
  const wanted = wantedScorers(criterion, set);
  if ("reason" in wanted) return wanted;
  const ended = evidence.runs.filter(
    (run) =>
      run.version === version &&
      run.evalSetId === set.id &&
      run.split === criterion.split &&
      run.status === "completed",
  );
  const [newest] = ended;
  const where = `the ${criterion.split} cases of ${set.name}`;
  if (!newest) {
    const why = `Version ${version} has no completed run over ${where}.`;
    return { reason: "no_run", why, isRunnable: true };
  }
  const usable = acceptsOld ? ended : ended.filter(({ isCurrent }) => isCurrent);
  if (usable.length === 0) {
    const why = `${upper(where)} changed since run ${newest.number} (revision ${newest.evalSetRevision}, now ${set.revision}).`;
    return { reason: "cases_changed", why, isRunnable: true, run: newest };
  }
  for (const run of usable) {
    const passedBy = passedByIn(run, wanted);
    if (!passedBy) continue;
    const names = passedBy === "outcome" ? null : passedBy.scorers;
    const voters = run.scorers.filter((each) => !names || names.includes(scorerName(each)));
    if (usesScores(criterion) && asksJudge(voters)) return uncalibrated;
    return { run, passedBy };
  }
  const [latest] = usable;
  const why = `Run ${latest?.number} was not scored with ${measureName(criterion)} as it is now.`;
  return { reason: "not_scored", why, isRunnable: true, ...(latest ? { run: latest } : {}) };
}

const uncalibrated: Miss = {
  reason: "uncalibrated_judge",
  why: "A judge that is not calibrated against people opens no gate.",
};

const usesScores = ({ metric }: Criterion): boolean =>
  metric === undefined || metric === "success_rate" || metric === "cost_per_success_usd";

type Wanted = { specs: readonly ScorerSpec[] } | { name: string } | { any: true };

/** Which scorers have to have voted. A set's own definition counts, not what a run was given by that name. */
function wantedScorers({ scorer, metric }: Criterion, set: EvidenceSet): Wanted | Miss {
  const chosen = (specs: readonly ScorerSpec[]): Wanted | Miss =>
    asksJudge(specs) ? uncalibrated : { specs };
  if (typeof scorer === "object") return chosen([scorer]);
  if (scorer === undefined) {
    const counts = metric === "success_rate" || metric === "cost_per_success_usd";
    return counts && set.scorers ? chosen(set.scorers) : { any: true };
  }
  if (!set.scorers) return { name: scorer };
  const spec = findScorer(set.scorers, scorer);
  if (spec) return chosen([spec]);
  const known = set.scorers.map(scorerName).join(", ");
  return { reason: "not_scored", why: `${set.name} has no scorer ${scorer}. It has: ${known}.` };
}

function passedByIn(run: EvidenceRun, wanted: Wanted): PassedBy | null {
  if ("any" in wanted) return "outcome";
  if ("name" in wanted) {
    const spec = findScorer(run.scorers, wanted.name);
    return spec ? { scorers: [scorerName(spec)] } : null;
  }
  const names = wanted.specs.map((spec) => nameInRun(run.scorers, spec));
  return names.every((name) => name !== null) ? { scorers: names } : null;
}

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
