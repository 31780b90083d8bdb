import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { type CalibrationAnalysis, CalibrationFigures } from "@/lib/judges/calibration-contract";
import { findJudge, type JudgeRow } from "@/lib/judges/find-judge";
import { compareLabellers } from "@/lib/judges/labels/compare-labellers";
import { isConfirmed } from "@/lib/judges/labels/confirmed-label";
import { countLabellers } from "@/lib/judges/labels/count-labellers";
import { countingLabel } from "@/lib/judges/labels/counting-label";
import { listJudgeAuthors } from "@/lib/judges/list-judge-authors";
import { JudgeKind, labelsOf, PassingLabel } from "@/lib/scorers/judge-definition";
import { correctRuns } from "./corrected-runs";
import { MAX_AGE_DAYS } from "./decide-standing";
import { type LabelledRow, loadLabelled } from "./judged-items";
import { standingsOf } from "./load-standings";
import { thresholdSweep } from "./threshold-sweep";

const MOST_SHOWN = 100;
const LONGEST_OUTPUT = 300;
const MOST_LABELLERS = 20;

/** What stands behind a calibration. Outputs are those of dev: who sees those of test tunes to them. */
export async function getCalibrationAnalysis(
  actor: Actor,
  name: string,
): Promise<CalibrationAnalysis> {
  authorize(actor, { scope: "evals:read" });
  const judge = await findJudge(actor, name);
  const words = labelsOf({
    kind: JudgeKind.parse(judge.kind),
    labels: PassingLabel.array().parse(judge.labels),
  });
  const passing = new Set(words.filter(({ passes }) => passes).map(({ label }) => label));
  const place = { judgeId: judge.id, split: "dev", hash: judge.definitionHash };
  const [{ rows }, items, calibrations, conditions, verdicts, authors] = await Promise.all([
    loadLabelled(place),
    db.judgeItem.findMany({
      where: { judgeId: judge.id },
      select: { split: true, labels: true },
    }),
    db.judgeCalibration.findMany({
      where: { judgeId: judge.id },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
    listConditions(judge),
    db.judgeVerdict.count({
      where: {
        item: { judgeId: judge.id },
        definitionHash: judge.definitionHash,
        isRecorded: true,
      },
    }),
    listJudgeAuthors(judge.id),
  ]);
  const labellers = countLabellers(items.flatMap(({ labels }) => labels));
  const imported = labellers.filter(({ importedBy }) => importedBy !== null);
  const current = calibrations.filter(
    ({ status, definitionHash }) =>
      status === "completed" && definitionHash === judge.definitionHash,
  );
  const test = figuresOf(current, "test");
  const dev = figuresOf(current, "dev");
  return {
    dev,
    test,
    ...disagreementsOf(rows, passing),
    sweep: thresholdSweep(
      rows.map(({ label, verdict }) => ({
        isHumanPass: passing.has(label),
        score: verdict?.score ?? null,
      })),
    ),
    corrected: await correctRuns(judge, { figures: test ?? dev, passing }),
    betweenPeople: compareLabellers(
      items.map(({ labels }) => labels),
      words.map(({ label }) => label),
    ),
    labelled: countSplits(items, passing),
    labellers: labellers.slice(0, MOST_LABELLERS).map(({ labellerId: _, ...one }) => one),
    imported: {
      labels: imported.reduce((sum, { labels }) => sum + labels, 0),
      verdicts,
      unconfirmed: items
        .flatMap(({ labels }) => labels)
        .filter((label) => !isConfirmed(label, authors)).length,
      by: [...new Set(imported.flatMap(({ importedBy }) => importedBy ?? []))],
    },
    looks: calibrations
      .filter(({ split }) => split === "test")
      .map(({ startedByName, createdAt }) => ({ by: startedByName, at: createdAt.toISOString() })),
    conditions,
  };
}

/** Of the newest calibration on a split; they come newest first. */
function figuresOf(
  calibrations: readonly { split: string; figures: unknown }[],
  split: string,
): CalibrationFigures | null {
  const row = calibrations.find((one) => one.split === split);
  return row ? CalibrationFigures.parse(row.figures) : null;
}

function disagreementsOf(
  rows: readonly LabelledRow[],
  passing: ReadonlySet<string>,
): Pick<CalibrationAnalysis, "falsePasses" | "falseFails"> {
  const judged = rows.flatMap((row) =>
    row.verdict?.label ? [toDisagreement(row, row.verdict.label, row.verdict)] : [],
  );
  return {
    falsePasses: judged
      .filter(({ label, judgeLabel }) => !passing.has(label) && passing.has(judgeLabel))
      .slice(0, MOST_SHOWN),
    falseFails: judged
      .filter(({ label, judgeLabel }) => passing.has(label) && !passing.has(judgeLabel))
      .slice(0, MOST_SHOWN),
  };
}

function toDisagreement(
  { id, number, output, label, labels }: LabelledRow,
  judgeLabel: string,
  { score, reason }: { score: number | null; reason: string },
) {
  const note = labels.find((one) => one.note !== "")?.note ?? "";
  const text = output.slice(0, LONGEST_OUTPUT);
  return { id, number, output: text, label, judgeLabel, score, note, reason };
}

type Labels = Parameters<typeof countingLabel>[0];

function countSplits(
  items: readonly { split: string; labels: Labels }[],
  passing: ReadonlySet<string>,
): CalibrationAnalysis["labelled"] {
  const counts = { train: 0, dev: 0, test: 0, fails: 0 };
  for (const { split, labels } of items) {
    const { label } = countingLabel(labels);
    if (label === null) continue;
    counts[split as "train" | "dev" | "test"]++;
    if (!passing.has(label)) counts.fails++;
  }
  return counts;
}

async function listConditions(judge: JudgeRow): Promise<CalibrationAnalysis["conditions"]> {
  const { calibration, reasons } = (await standingsOf([judge])).get(judge.id) ?? {};
  if (!calibration) return [];
  const says = (pattern: RegExp) => (reasons ?? []).some((reason) => pattern.test(reason));
  const isSame = calibration.definitionHash === judge.definitionHash;
  return [
    { text: `its prompt stays at version ${judge.version}, with its model`, holds: isSame },
    { text: `the policy stays at v${judge.policyVersion}`, holds: isSame },
    { text: "its bar stays as it is", holds: !says(/^Its bar changed/) },
    { text: "later labels agree as often as before", holds: !says(/^Later labels/) },
    { text: "its inputs stay like those that were labelled", holds: !says(/of the inputs that/) },
    { text: `it is less than ${MAX_AGE_DAYS} days old`, holds: !says(/days old/) },
  ];
}
