import "server-only";
import pLimit from "p-limit";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { storableText } from "@/lib/db/storable";
import { recordEvent } from "@/lib/events/record-event";
import { type ModelCall, spentUsd } from "@/lib/executions/execution";
import { makeJudge } from "@/lib/executions/make-judge";
import { openModels } from "@/lib/executions/open-models";
import { log } from "@/lib/http/log";
import { JudgeBar } from "@/lib/judges/contract";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import type { Finding } from "@/lib/scorers/finding";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { JudgeDefinition } from "@/lib/scorers/judge-definition";
import { judgeAnswer } from "@/lib/scorers/score/score-judge";
import { type LabelledRow, loadLabelled } from "./judged-items";
import { loadFigures } from "./load-figures";

const AT_ONCE = 8;
/** Outputs that are judged a second time, for the judge's consistency with itself. */
const MOST_REPEATED = 50;

interface Options {
  signal: AbortSignal;
  isLastAttempt?: boolean;
}

/**
 * Asks the judge about each labelled output that it has not judged, and counts. A verdict is stored as it comes, so a
 * job that starts again asks nothing twice.
 */
export async function calibrateJudge(
  { calibrationId }: { calibrationId: string },
  options: Options,
): Promise<void> {
  try {
    await calibrate(calibrationId, options);
  } catch (error) {
    if (options.signal.aborted) throw error;
    log().error({ err: error, calibrationId }, "a calibration broke");
    if (options.isLastAttempt) {
      await endCalibration(calibrationId, "Galley could not finish it. The worker's log says why.");
    }
    throw error;
  }
}

async function calibrate(calibrationId: string, { signal }: Options): Promise<void> {
  const calibration = await db.judgeCalibration.findUnique({
    where: { id: calibrationId },
    include: { judge: { include: { project: true } } },
  });
  if (!calibration || !["queued", "running"].includes(calibration.status)) return;
  const { judge, definitionHash, split } = calibration;
  const { project } = judge;
  const definition = (await loadJudgeDefinitions(project.id, [judge.name]))[judge.name];
  if (definition?.hash !== definitionHash) {
    return endCalibration(calibrationId, "The judge changed meanwhile. Calibrate it again.");
  }
  await db.judgeCalibration.update({ where: { id: calibrationId }, data: { status: "running" } });
  const place = { judgeId: judge.id, split, hash: definitionHash };
  const { rows } = await loadLabelled(place);
  await judgeRows(rows, definition, { projectId: project.id, signal });
  if (signal.aborted) throw new Error("The worker stops; the calibration goes on later.");
  const bar = JudgeBar.parse(calibration.bar);
  const figures = await loadFigures(judge.id, await loadLabelled(place), { definition, bar });
  await db.$transaction(async (tx) => {
    const { count } = await tx.judgeCalibration.updateMany({
      where: { id: calibrationId, status: "running" },
      data: { status: "completed", figures: json(figures), endedAt: new Date() },
    });
    if (count === 0) return;
    await recordEvent(tx, systemActor(project, "worker"), {
      type: "judge.calibration_ended",
      subject: { type: "judge", id: judge.id },
      data: { name: judge.name, split, labels: figures.n, unparseable: figures.unparseable },
    });
  });
}

async function endCalibration(id: string, statusReason: string): Promise<void> {
  await db.judgeCalibration.updateMany({
    where: { id, status: { in: ["queued", "running"] } },
    data: { status: "failed", statusReason, endedAt: new Date() },
  });
}

async function judgeRows(
  rows: readonly LabelledRow[],
  definition: JudgeDefinition,
  { projectId, signal }: { projectId: string; signal: AbortSignal },
): Promise<void> {
  const models = { 1: openModels(projectId, 1), 2: openModels(projectId, 2) };
  const limit = pLimit(AT_ONCE);
  // Items come in the order of their numbers, which says nothing of what they hold.
  const repeated = rows.filter(({ verdict }) => !verdict?.isRecorded).slice(0, MOST_REPEATED);
  const work = [
    ...rows.filter(({ verdict }) => verdict === null).map((row) => ({ row, attempt: 1 as const })),
    ...repeated.filter(({ again }) => again === null).map((row) => ({ row, attempt: 2 as const })),
  ];
  await Promise.all(
    work.map(({ row, attempt }) =>
      limit(async () => {
        if (signal.aborted) return;
        let costUsd: number | null = 0;
        let isUnrecorded = false;
        const onCall = (call: ModelCall) => {
          isUnrecorded = call.error?.reason === "not_recorded";
          const callUsd = spentUsd(call);
          costUsd = costUsd === null || callUsd === null ? null : costUsd + callUsd;
        };
        const judge = makeJudge({ models: models[attempt], signal, onCall });
        const finding = await judgeAnswer(definition, judge, partsOf(row));
        // A judge of recorded answers was asked a second time only where that answer is recorded as well.
        if (signal.aborted || (attempt === 2 && isUnrecorded)) return;
        const place = { itemId: row.id, definitionHash: definition.hash, attempt };
        await db.judgeVerdict.createMany({
          data: [{ ...place, ...storedVerdict(finding), costUsd }],
          skipDuplicates: true,
        });
      }),
    ),
  );
}

function partsOf({ input, output, expected }: LabelledRow) {
  const values = (input ?? {}) as Record<string, JsonValue>;
  return {
    input: values,
    output,
    expected: (expected ?? null) as JsonValue,
    context: values.context ?? null,
  };
}

function storedVerdict(finding: Finding) {
  const reason = storableText(finding.reason);
  if (finding.status !== "scored") return { label: null, reason: "", error: reason };
  const { verdict, score } = finding.details ?? {};
  const isWord = typeof verdict === "string" && verdict !== "";
  return {
    label: isWord ? verdict : finding.passed ? "pass" : "fail",
    score: typeof score === "number" ? score : finding.value,
    reason,
    error: null,
  };
}
