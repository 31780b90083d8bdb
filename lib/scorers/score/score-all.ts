import { formatRateShort } from "@/lib/format-number";
import type { LeafScorer, ScorerOf } from "@/lib/scorers/contract";
import { errored, type Finding, scored } from "@/lib/scorers/finding";
import type { JsonObject } from "@/lib/scorers/json-value";
import { judgeNamed } from "@/lib/scorers/may-vote";
import { nameScorers } from "@/lib/scorers/scorer-name";

/** Kinds whose value is a share of 1. */
const SHARES = new Set<LeafScorer["kind"]>([
  "fields",
  "tool-call",
  "grounded-quotes",
  "levenshtein",
  "rouge-n",
  "bleu",
  "similar",
  "script",
]);

/**
 * Whether its value is a share of 1; the others count as 1 when passed and 0 when not. What is calibrated of a judge
 * of the project is its pass or fail, so that is what counts.
 */
const isShare = (scorer: LeafScorer): boolean =>
  SHARES.has(scorer.kind) || (scorer.kind === "judge-rubric" && judgeNamed(scorer) === null);

/**
 * A weighted set: the weighted mean of its members has to reach the threshold, and a required member
 * that fails fails all. Otherwise a member that could not be measured makes the whole an error.
 */
export async function scoreAll(
  spec: ScorerOf<"all">,
  scoreMember: (member: LeafScorer) => Promise<Finding>,
): Promise<Finding> {
  const { scorers, threshold } = spec.config;
  const named = nameScorers(scorers.map(({ scorer }) => scorer));
  const members = await Promise.all(
    scorers.map(async (member, i) => ({
      ...member,
      name: named[i]?.name ?? member.scorer.kind,
      finding: await scoreMember(member.scorer),
    })),
  );
  const details: JsonObject = Object.fromEntries(
    members.map(({ name, finding, weight, required }) => [
      name,
      {
        passed: finding.status === "scored" ? finding.passed : null,
        reason: finding.reason,
        weight,
        required,
      },
    ]),
  );
  const share = weightedShare(members);
  const failedRequired = members.find(
    ({ required, finding }) => required && finding.status === "scored" && !finding.passed,
  );
  if (failedRequired) {
    return scored(
      false,
      `${failedRequired.name}, which is required, failed: ${failedRequired.finding.reason}`,
      { value: share, details },
    );
  }
  const broken = members.find(({ finding }) => finding.status !== "scored");
  if (broken) return errored(`${broken.name}: ${broken.finding.reason}`);

  const passed = share >= threshold - 1e-9;
  const failed = members.filter(({ finding }) => finding.status === "scored" && !finding.passed);
  const count = `${members.length - failed.length} of ${members.length} passed, score ${percent(share)}`;
  const why = failed.slice(0, 3).map(({ name, finding }) => `${name}: ${finding.reason}`);
  return scored(
    passed,
    [passed ? count : `${count}, needs ${percent(threshold)}`, ...why].join("; "),
    { value: share, details },
  );
}

function weightedShare(
  members: readonly { scorer: LeafScorer; weight: number; finding: Finding }[],
): number {
  let sum = 0;
  let total = 0;
  for (const { scorer, weight, finding } of members) {
    total += weight;
    if (finding.status !== "scored") continue;
    const share = isShare(scorer) ? finding.value : finding.passed ? 1 : 0;
    // A script may return any number.
    sum += weight * Math.min(1, Math.max(0, share));
  }
  return sum / total;
}

const percent = (share: number): string => formatRateShort(share, 1);
