import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { Calibration, CalibrationFigures } from "@/lib/judges/calibration-contract";
import { CalibrationSplit } from "@/lib/judges/calibration-contract";
import { findJudge, type JudgeRow } from "@/lib/judges/find-judge";
import { JudgeKind, labelsOf, PassingLabel } from "@/lib/scorers/judge-definition";
import { standingsOf } from "./load-standings";

/** Whether a judge may open gates, and the figures that this rests on. */
export async function getCalibration(actor: Actor, name: string): Promise<Calibration> {
  authorize(actor, { scope: "evals:read" });
  const judge = await findJudge(actor, name);
  const [standings, latest, testLooks] = await Promise.all([
    standingsOf([judge]),
    db.judgeCalibration.findFirst({
      where: { judgeId: judge.id },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
    db.judgeCalibration.count({ where: { judgeId: judge.id, split: "test" } }),
  ]);
  const standing = standings.get(judge.id);
  if (!standing) throw new Error("A judge that was just read has no standing.");
  const { state, reasons, warnings, calibration } = standing;
  const decided = calibration
    ? await db.judgeCalibration.findFirst({
        where: { judgeId: judge.id, status: "completed", endedAt: calibration.endedAt },
        select: { startedByName: true },
      })
    : null;
  const { leaked: _, inputs: __, ...figures } = calibration?.figures ?? noFigures(judge);
  return {
    ...figures,
    state,
    reasons,
    warnings,
    testLooks,
    split: calibration?.split ?? null,
    revision: calibration?.revision ?? null,
    bar: calibration?.bar ?? null,
    decidedBy: decided?.startedByName ?? null,
    decidedAt: calibration?.endedAt.toISOString() ?? null,
    latest: latest && (await toLatest(judge, latest)),
  };
}

type CalibrationRow = NonNullable<Awaited<ReturnType<typeof db.judgeCalibration.findFirst>>>;

async function toLatest(
  { id }: JudgeRow,
  { split, status, statusReason, definitionHash }: CalibrationRow,
): Promise<Calibration["latest"]> {
  const labelled = { judgeId: id, split, labels: { some: { label: { not: null } } } };
  const [total, judged] = await Promise.all([
    db.judgeItem.count({ where: labelled }),
    db.judgeItem.count({
      where: { ...labelled, verdicts: { some: { definitionHash, attempt: 1 } } },
    }),
  ]);
  return {
    split: CalibrationSplit.parse(split),
    status: status as NonNullable<Calibration["latest"]>["status"],
    statusReason,
    judged,
    total,
  };
}

/** Nothing is measured, so nothing is 0. */
function noFigures({ kind, labels }: JudgeRow): CalibrationFigures {
  const words = labelsOf({
    kind: JudgeKind.parse(kind),
    labels: PassingLabel.array().parse(labels),
  }).map(({ label }) => label);
  return {
    n: 0,
    agreement: null,
    truePositiveRate: null,
    trueNegativeRate: null,
    constantAgreement: null,
    constantLabel: null,
    kappa: null,
    youden: null,
    confusion: { labels: words, counts: words.map(() => words.map(() => 0)) },
    unparseable: 0,
    selfConsistency: null,
    leaked: 0,
    labelsNeeded: null,
    recorded: 0,
    soleLabeller: null,
    isByAuthor: false,
    unconfirmed: 0,
    inputs: null,
  };
}
