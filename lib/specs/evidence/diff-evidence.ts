import { canonicalJson } from "@/lib/http/body/canonical-json";
import { ScorerSpec } from "@/lib/scorers/contract";
import { listJudgeNames } from "@/lib/scorers/may-vote";
import { wantsMore } from "@/lib/specs/criterion-rule";
import type {
  CaseChanges,
  CriterionDefinition,
  EvidenceChange,
  EvidenceDefinitions,
  JudgeLabels,
} from "./definitions-contract";
import {
  barOf,
  capOf,
  casesInWords,
  describeChange,
  labelsInWords,
  lookedAtBy,
  scorersInWords,
  segmentInWords,
  toleranceOf,
} from "./evidence-words";

type Definitions = Pick<EvidenceDefinitions, "criteria" | "scorers" | "segments" | "labels"> & {
  /** Of which version; without one it is about all of them. */
  contentHash?: string;
};
type What = EvidenceChange["what"];

/** Floating point must not decide. */
const SAME = 1e-9;

const NO_CAP = Number.MAX_SAFE_INTEGER;

/**
 * What of the evidence is different now. Loosened is what makes a pass easier (a lower bar, more tolerance,
 * must to should, fewer answers per case, a criterion less), and what nobody can rank: another scorer,
 * segment, set or environment, cases that were edited or removed, labels that correct a judge. Adding criteria, raising bars and adding
 * cases loosen nothing, nor does anything about a criterion that only should hold.
 */
export function diffEvidence(
  then: Definitions,
  now: Definitions,
  cases: readonly CaseChanges[],
): EvidenceChange[] {
  const pairs = pairCriteria(then, now);
  const continued = new Set([...pairs.values()].map((each) => each?.key));
  return [
    ...then.criteria.flatMap((was) => {
      const is = pairs.get(was.key);
      return is ? diffCriterion({ was, then }, { is, now }) : [removed(was)];
    }),
    ...now.criteria.filter(({ key }) => !continued.has(key)).map(added),
    ...cases.flatMap((one) => diffCases(one, then)),
    ...diffLabels(then, now),
  ];
}

/** By key; a criterion that got another key and holds as much as before is still there. */
function pairCriteria(
  then: Definitions,
  now: Definitions,
): Map<string, CriterionDefinition | undefined> {
  const keys = new Set(then.criteria.map(({ key }) => key));
  const unclaimed = now.criteria.filter(({ key }) => !keys.has(key));
  return new Map(
    then.criteria.map((was) => {
      const same = now.criteria.find(({ key }) => key === was.key);
      const renamed = same ? -1 : unclaimed.findIndex((is) => isAsStrict(was, is, then, now));
      return [was.key, same ?? unclaimed.splice(renamed, renamed < 0 ? 0 : 1)[0]];
    }),
  );
}

const isAsStrict = (
  was: CriterionDefinition,
  is: CriterionDefinition,
  then: Definitions,
  now: Definitions,
): boolean =>
  diffCriterion({ was: { ...was, level: "must" }, then }, { is, now }).every(
    ({ isLoosened }) => !isLoosened,
  );

function diffCriterion(
  { was, then }: { was: CriterionDefinition; then: Definitions },
  { is, now }: { is: CriterionDefinition; now: Definitions },
): EvidenceChange[] {
  const changes: EvidenceChange[] = [];
  const add = (what: What, before: string | null, after: string | null, isLooser: boolean) => {
    const isLoosened = isLooser && was.level === "must";
    const change = { what, criterion: was.key, subject: was.statement, before, after, isLoosened };
    changes.push({ ...change, sentence: describeChange(change) });
  };
  const compare = (what: What, of: (one: CriterionDefinition) => string, isLooser: boolean) => {
    if (of(was) !== of(is)) add(what, of(was), of(is), isLooser);
  };
  compare("level", ({ level }) => level, is.level === "should");
  const isOther = isOtherMeasure(was, is);
  if (isOther) add("measure", lookedAtBy(was), lookedAtBy(is), true);
  compare("bar", barOf, isBarLooser(was, is));
  // Of another rule it says nothing that the bar and the measure do not.
  if (!isOther && was.kind === is.kind) {
    compare("tolerance", toleranceOf, (is.tolerance ?? 0) > (was.tolerance ?? 0) + SAME);
  }
  compare("cap", capOf, (is.maxNewlyFailing ?? NO_CAP) > (was.maxNewlyFailing ?? NO_CAP));
  compare("repeats", ({ repeats }) => String(repeats), is.repeats < was.repeats);
  compare("environment", ({ environment }) => environment ?? "where the release goes", true);
  if (was.segment !== is.segment) {
    compare("segment", ({ segment }) => segment ?? "all cases", true);
  } else if (was.segment && conditionOf(was, then) !== conditionOf(is, now)) {
    add("segment", segmentInWords(was, then), segmentInWords(is, now), true);
  }
  if (!isOther && canonicalJson(was.scorers) !== canonicalJson(is.scorers)) {
    add("scorer", scorersInWords(was, then), scorersInWords(is, now), !hasMoreScorers(was, is));
  }
  return changes;
}

/** A scorer is the same by its definition, whatever it is called. */
const isOtherMeasure = (was: CriterionDefinition, is: CriterionDefinition): boolean =>
  was.metric !== is.metric ||
  was.evalSet !== is.evalSet ||
  was.split !== is.split ||
  (was.scorers === null && is.scorers === null && was.measure !== is.measure);

function isBarLooser(was: CriterionDefinition, is: CriterionDefinition): boolean {
  if (was.kind !== is.kind || wantsMore(was.comparator) !== wantsMore(is.comparator)) return true;
  const isMoreWanted = was.kind === "absolute" && wantsMore(was.comparator);
  const difference = isMoreWanted ? is.threshold - was.threshold : was.threshold - is.threshold;
  if (Math.abs(difference) > SAME) return difference < 0;
  return !was.comparator.endsWith("=") && is.comparator.endsWith("=");
}

const conditionOf = ({ segment }: CriterionDefinition, { segments }: Definitions): string =>
  canonicalJson(segments.find(({ name }) => name === segment)?.condition);

/** Where a case has to pass all of a set's scorers, one more loosens nothing. */
const hasMoreScorers = (was: CriterionDefinition, is: CriterionDefinition): boolean =>
  was.metric !== null &&
  was.scorers !== null &&
  was.scorers.length > 0 &&
  was.scorers.every((hash) => is.scorers?.includes(hash));

function removed(was: CriterionDefinition): EvidenceChange {
  const change = {
    what: "criterion_removed" as const,
    criterion: was.key,
    subject: was.statement,
    before: barOf(was),
    after: null,
    isLoosened: was.level === "must",
  };
  return { ...change, sentence: describeChange(change) };
}

function added(is: CriterionDefinition): EvidenceChange {
  const change = {
    what: "criterion_added" as const,
    criterion: is.key,
    subject: is.statement,
    before: null,
    after: barOf(is),
    isLoosened: false,
  };
  return { ...change, sentence: describeChange(change) };
}

function diffCases(changes: CaseChanges, then: Definitions): EvidenceChange[] {
  const { evalSet, split, since, revision } = changes;
  if (changes.added + changes.edited + changes.removed === 0) return [];
  const guards = then.criteria.some(
    (each) => each.level === "must" && each.evalSet === evalSet && each.split === split,
  );
  return [
    {
      what: "cases",
      criterion: null,
      subject: evalSet,
      before: `revision ${since}`,
      after: `revision ${revision}`,
      isLoosened: guards && changes.edited + changes.removed > 0,
      sentence: casesInWords(changes),
    },
  ];
}

/** New labels correct the rate of a judge, for better or worse, and nobody has approved what comes out. */
function diffLabels(then: Definitions, now: Definitions): EvidenceChange[] {
  const { contentHash, labels: before } = then;
  if (contentHash === undefined || before === undefined) return [];
  const guarding = then.criteria
    .filter(({ level }) => level === "must")
    .flatMap(({ scorers }) => scorers ?? []);
  const judges = listJudgeNames(
    then.scorers
      .filter(({ hash }) => guarding.includes(hash))
      .flatMap(({ kind, config }) => ScorerSpec.safeParse({ kind, config }).data ?? []),
  );
  const of = (judge: string, labels: readonly JudgeLabels[] = []) =>
    labels.find((one) => one.judge === judge && one.contentHash === contentHash);
  return judges.flatMap((judge): EvidenceChange[] => {
    const [was, is] = [of(judge, before), of(judge, now.labels)];
    if (was?.hash === is?.hash) return [];
    const change = {
      what: "labels" as const,
      criterion: null,
      subject: judge,
      before: labelsInWords(was),
      after: labelsInWords(is),
      isLoosened: true,
    };
    return [{ ...change, sentence: describeChange(change) }];
  });
}

export const loosenedIn = (changes: readonly EvidenceChange[]): EvidenceChange[] =>
  changes.filter(({ isLoosened }) => isLoosened);
