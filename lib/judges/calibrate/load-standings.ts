import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { CalibrationFigures, CalibrationSplit } from "@/lib/judges/calibration-contract";
import { JudgeBar } from "@/lib/judges/contract";
import { countingLabel } from "@/lib/judges/labels/counting-label";
import { JudgeKind, PassingLabel } from "@/lib/scorers/judge-definition";
import type { JudgeStandings } from "@/lib/scorers/may-vote";
import { hasDrifted } from "@/lib/stats/sequential/judge-drift";
import { judgedCountsOf } from "./calibration-figures";
import { type DoneCalibration, decideStanding, type Standing } from "./decide-standing";
import { explainInputShift } from "./input-mix";
import { loadInputMix } from "./load-input-mix";

type Judge = NonNullable<Awaited<ReturnType<typeof db.judge.findFirst>>>;

/** What each of these judges stands on. */
export async function standingsOf(
  judges: readonly Judge[],
  from: Tx | typeof db = db,
): Promise<Map<string, Standing>> {
  const rows = await from.judgeCalibration.findMany({
    where: { judgeId: { in: judges.map(({ id }) => id) }, status: "completed" },
    orderBy: [{ endedAt: "desc" }, { id: "desc" }],
  });
  const now = new Date();
  const standings = await Promise.all(
    judges.map(async (judge): Promise<[string, Standing]> => {
      const calibrations = rows.filter(({ judgeId }) => judgeId === judge.id).map(toCalibration);
      const facts = {
        kind: JudgeKind.parse(judge.kind),
        labels: PassingLabel.array().parse(judge.labels),
        definitionHash: judge.definitionHash,
        bar: JudgeBar.parse(judge.bar),
        calibrations,
        isArchived: judge.archivedAt !== null,
        now,
      };
      const standing = decideStanding({ ...facts, hasDrifted: false, inputShift: null });
      const { state, calibration } = standing;
      if (state !== "calibrated" || !calibration) return [judge.id, standing];
      const hasDrifted = await findDrift(judge, calibration, from);
      const inputShift = await findInputShift(judge, calibration, from);
      return [judge.id, decideStanding({ ...facts, hasDrifted, inputShift })];
    }),
  );
  return new Map(standings);
}

function toCalibration(row: {
  split: string;
  definitionHash: string;
  revision: number;
  bar: unknown;
  figures: unknown;
  endedAt: Date | null;
}): DoneCalibration {
  return {
    split: CalibrationSplit.parse(row.split),
    definitionHash: row.definitionHash,
    revision: row.revision,
    bar: JudgeBar.parse(row.bar),
    figures: CalibrationFigures.parse(row.figures),
    endedAt: row.endedAt ?? new Date(0),
  };
}

/** Outputs that were labelled since and that the judge judged as well, in the order of their labels. */
async function findDrift(
  { id, definitionHash }: Judge,
  { figures, endedAt }: DoneCalibration,
  from: Tx | typeof db,
): Promise<boolean> {
  const items = await from.judgeItem.findMany({
    where: { judgeId: id, createdAt: { gt: endedAt } },
    select: {
      labels: { orderBy: { createdAt: "asc" } },
      verdicts: { where: { definitionHash, attempt: 1, label: { not: null } } },
    },
  });
  const later = items.flatMap(({ labels, verdicts: [verdict] }) => {
    const { label } = countingLabel(labels);
    const at = labels.at(-1)?.createdAt;
    if (label === null || !verdict || !at) return [];
    return [{ at, disagrees: verdict.label !== label }];
  });
  const agreed = figures.agreement ? Math.round(figures.agreement.value * figures.n) : 0;
  return hasDrifted(
    { disagreed: figures.n - agreed, n: figures.n },
    later.toSorted((one, two) => one.at.getTime() - two.at.getTime()).map((one) => one.disagrees),
  );
}

const NO_STANDING = { state: "uncalibrated", reasons: [], calibration: null } as const;

/** Whether it is asked about other inputs now than those that people labelled. */
async function findInputShift(
  judge: Judge,
  { figures, endedAt }: DoneCalibration,
  from: Tx | typeof db,
): Promise<string | null> {
  if (!figures.inputs) return null;
  return explainInputShift(figures.inputs, await loadInputMix(judge, endedAt, from));
}

/** The standing of a project's judges by name, for gates. */
export async function loadStandings(
  projectId: string,
  from: Tx | typeof db = db,
): Promise<JudgeStandings> {
  const judges = await from.judge.findMany({ where: { projectId } });
  if (judges.length === 0) return new Map();
  const standings = await standingsOf(judges, from);
  return new Map(
    judges.map(({ id, name, definitionHash }) => {
      const { state, reasons, calibration } = standings.get(id) ?? NO_STANDING;
      const counts = calibration && judgedCountsOf(calibration.figures);
      return [name, { state, reasons, definitionHash, counts }] as const;
    }),
  );
}
