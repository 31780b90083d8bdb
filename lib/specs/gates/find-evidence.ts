import type { ScorerSpec } from "@/lib/scorers/contract";
import {
  type JudgeStandings,
  judgeNamed,
  listJudgeNames,
  mayAllVote,
} from "@/lib/scorers/may-vote";
import { scorerName } from "@/lib/scorers/scorer-name";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { PassedBy } from "@/lib/specs/run-case";
import type { GateRun, NotMeasured } from "./gate-contract";
import type { CountedSet, Evidence, EvidenceRun, EvidenceSet } from "./load-evidence";
import { nameInRun, scorersOf, usesScores } from "./match-scorer";

/** Why there is no value. `isRunnable`: a run of the version would give one. */
export interface Miss {
  reason: NotMeasured;
  why: string;
  isRunnable?: boolean;
  run?: EvidenceRun;
}

/** A run whose answers count, and how they are read. */
export interface CountedRun {
  run: EvidenceRun;
  passedBy: PassedBy;
}

export interface FoundEvidence {
  /** Newest first: completed, of the same content, cases and scorers. They count together. */
  counted: readonly [CountedRun, ...CountedRun[]];
  /** Judges whose verdicts are part of it. */
  judges: readonly string[];
  /** The one judge that alone decides: its verdicts are corrected by what people say. */
  judge: { name: string; scorer: string } | null;
  /** Those and every other run of the version over these cases, so that a run that was stopped is seen. */
  runs: readonly GateRun[];
}

/** What a criterion measures, as people call it. */
export function measureName({ metric, scorer }: Criterion): string {
  if (metric) return metric;
  return typeof scorer === "string" ? scorer : scorer ? scorerName(scorer) : "";
}

/** All completed runs of a version that answer the criterion, or why there is none. */
export function findEvidence(
  criterion: Criterion,
  set: CountedSet,
  version: number,
  { evidence, acceptsOld = false }: { evidence: Evidence; acceptsOld?: boolean },
): FoundEvidence | Miss {
  const { judges } = evidence;
  const scorers = wantedScorers(criterion, set, judges);
  if ("reason" in scorers) return scorers;
  const ofVersion = evidence.runs.filter(
    (run) => run.version === version && run.evalSetId === set.id && run.split === criterion.split,
  );
  const all = ofVersion.filter(({ recorded }) => !recorded);
  const ended = all.filter(({ status }) => status === "completed");
  const [newest] = ended;
  const where = `the ${criterion.split} cases of ${set.name}`;
  if (set.cases[criterion.split] === 0 && !acceptsOld) {
    const verb = criterion.split === "holdout" ? "Seal" : "Add";
    const why = `${set.name} has no ${criterion.split} cases. ${verb} some first.`;
    return { reason: "no_cases", why };
  }
  if (!newest) {
    const recorded = ofVersion.find((run) => run.recorded);
    const why = recorded
      ? `Run ${recorded.number} of version ${version} has recorded outputs, which open no gate: Galley did not make the calls. Run the version over ${where}.`
      : `Version ${version} has no completed run over ${where}.`;
    return { reason: "no_run", why, isRunnable: true };
  }
  const usable = acceptsOld ? ended : ended.filter(({ isCurrent }) => isCurrent);
  if (usable.length === 0) {
    const why = `${upper(where)} changed since run ${newest.number} (revision ${newest.evalSetRevision}, now ${set.revision}). Run it again.`;
    return { reason: "cases_changed", why, isRunnable: true, run: newest };
  }
  const scored = usable.flatMap((run): CountedRun[] => {
    const passedBy = passedByIn(run, scorers);
    return passedBy ? [{ run, passedBy }] : [];
  });
  const judged = usesScores(criterion)
    ? scored.filter((each) => findChangedJudge(each, judges) === null)
    : scored;
  const [first, ...others] = judged;
  const [former] = scored;
  if (!first && former) {
    const name = findChangedJudge(former, judges);
    const why = `The judge ${name} changed since run ${former.run.number}. Run it again.`;
    return { reason: "not_scored", why, isRunnable: true, run: former.run };
  }
  if (!first) {
    const [latest] = usable;
    const why = `Run ${latest?.number} was not scored with ${measureName(criterion)} as the set defines it now. Run it again.`;
    return { reason: "not_scored", why, isRunnable: true, ...(latest ? { run: latest } : {}) };
  }
  if (usesScores(criterion)) {
    const vote = mayAllVote(votersIn(first), judges);
    if (!vote.isAllowed) return uncalibrated(vote.why);
  }
  // Older cases are no repeats of these: a trend shows the newest state that was measured.
  const alike = others.filter(
    ({ run }) => run.isCurrent === first.run.isCurrent && isSameCases(run, first.run),
  );
  const counted = [first, ...alike] as const;
  const ids = new Set(counted.map(({ run }) => run.id));
  return {
    counted: [first, ...alike],
    judges: usesScores(criterion) ? listJudgeNames(votersIn(first)) : [],
    judge: usesScores(criterion) ? soleJudgeOf(first) : null,
    runs: all
      .filter((run) => ids.has(run.id) || isSameCases(run, first.run))
      .map(({ id, number, status }) => ({ id, number, status, isCounted: ids.has(id) })),
  };
}

const isSameCases = (one: EvidenceRun, two: EvidenceRun): boolean =>
  (one.isCurrent && two.isCurrent) || one.evalSetRevision === two.evalSetRevision;

function votersIn({ run, passedBy }: CountedRun): ScorerSpec[] {
  if (passedBy === "outcome") return run.scorers;
  return run.scorers.filter((each) => passedBy.scorers.includes(scorerName(each)));
}

/** Where a scorer that asks a judge of the project decides alone. */
function soleJudgeOf(counted: CountedRun): FoundEvidence["judge"] {
  const [voter, ...others] = votersIn(counted);
  const { passedBy } = counted;
  if (!voter || others.length > 0 || passedBy === "outcome" || passedBy.withCaseScorers)
    return null;
  const name = judgeNamed(voter);
  return name === null ? null : { name, scorer: scorerName(voter) };
}

const uncalibrated = (why: string): Miss => ({ reason: "uncalibrated_judge", why });

/** A judge of these voters that is not the one any more that judged the run. */
function findChangedJudge(counted: CountedRun, judges: JudgeStandings): string | null {
  const names = listJudgeNames(votersIn(counted));
  return (
    names.find((name) => counted.run.judges[name] !== judges.get(name)?.definitionHash) ?? null
  );
}

type Wanted = { specs: readonly ScorerSpec[]; withCaseScorers: boolean } | { any: true };

/**
 * Which scorers have to have voted: by their definition in the criterion or in the set. What a run was given
 * under a name does not count, or a run could bring a trivial scorer.
 */
function wantedScorers(
  criterion: Criterion,
  set: EvidenceSet,
  judges: JudgeStandings,
): Wanted | Miss {
  const specs = scorersOf(criterion, set.scorers);
  if (specs === "any") return { any: true };
  if (specs && specs.length > 0) {
    // A criterion about success is about all that a case asks for; one that names a scorer is about that one.
    const withCaseScorers = criterion.scorer === undefined;
    const vote = mayAllVote(specs, judges);
    return vote.isAllowed ? { specs, withCaseScorers } : uncalibrated(vote.why);
  }
  if (specs) {
    const why = `${set.name} has no scorers and its cases expect nothing. Choose the set's scorers.`;
    return { reason: "not_scored", why };
  }
  const names = set.scorers.map(scorerName).join(", ") || "none";
  const why = `${set.name} has no scorer ${criterion.scorer}; it has ${names}. Add it to the set's scorers.`;
  return { reason: "not_scored", why };
}

function passedByIn(run: EvidenceRun, scorers: Wanted): PassedBy | null {
  if ("any" in scorers) return "outcome";
  const names = scorers.specs.map((spec) => nameInRun(run.scorers, spec));
  const { withCaseScorers } = scorers;
  return names.every((name) => name !== null) ? { scorers: names, withCaseScorers } : null;
}

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
