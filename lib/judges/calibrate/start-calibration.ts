import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { addJob } from "@/lib/jobs/add-job";
import type { StartCalibration } from "@/lib/judges/calibration-contract";
import { JudgeBar } from "@/lib/judges/contract";
import { findOpenJudge } from "@/lib/judges/find-judge";
import { explainUnconfirmed } from "@/lib/judges/labels/confirmed-label";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import { loadLabelled } from "./judged-items";
import { loadFigures } from "./load-figures";

const ATTEMPTS = 10;

/**
 * Compares a judge with the labels of a split. Where every output has a recorded verdict this is done at once, else the
 * worker asks the judge first. A calibration within the bar is the decision that gates go by.
 */
export async function startCalibration(
  actor: Actor,
  name: string,
  { split }: StartCalibration,
): Promise<{ id: string; split: StartCalibration["split"]; total: number }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { id: judgeId } = await findOpenJudge(actor, name);
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`select 1 from judge where id = ${judgeId}::uuid for update`;
      const judge = await findOpenJudge(actor, name, tx);
      const definition = (await loadJudgeDefinitions(actor.projectId, [name], tx))[name];
      if (!definition) throw new Error("A judge that was just read has no definition.");
      const { definitionHash, revision } = judge;
      const bar = JudgeBar.parse(judge.bar);
      await requireNoneRunning(judge.id, tx);
      // Answers that were no verdict are asked for again.
      const failed = { item: { judgeId: judge.id, split }, definitionHash, label: null };
      await tx.judgeVerdict.deleteMany({ where: { ...failed, isRecorded: false } });
      const labelled = await loadLabelled({ judgeId: judge.id, split, hash: definitionHash }, tx);
      const { rows, unconfirmed } = labelled;
      if (rows.length === 0) {
        const why = unconfirmed > 0 ? ` ${explainUnconfirmed(unconfirmed)}` : "";
        const message = `No output of the ${split} split has a label that counts.${why}`;
        throw new AppError("conflict", message);
      }
      const isDone = rows.every(({ verdict }) => verdict !== null);
      const figures = isDone
        ? await loadFigures(judge.id, labelled, { definition, bar }, tx)
        : null;
      const { id } = await tx.judgeCalibration.create({
        data: {
          judgeId: judge.id,
          revision,
          definitionHash,
          split,
          bar: json(bar),
          startedById: actor.userId,
          startedByName: actor.name,
          ...(figures ? { status: "completed", figures: json(figures), endedAt: new Date() } : {}),
        },
      });
      if (!figures) {
        const queueName = `judge:${judge.id}`;
        await addJob(
          tx,
          "calibrate-judge",
          { calibrationId: id },
          { queueName, maxAttempts: ATTEMPTS },
        );
      }
      await recordEvent(tx, actor, {
        type: split === "test" ? "judge.calibrated_on_test" : "judge.calibrated_on_dev",
        subject: { type: "judge", id: judge.id },
        data: { name, revision, labels: rows.length },
      });
      return { id, split, total: rows.length };
    },
    { timeout: 60_000, maxWait: 10_000 },
  );
}

async function requireNoneRunning(
  judgeId: string,
  tx: Parameters<typeof loadJudgeDefinitions>[2] & object,
): Promise<void> {
  const running = await tx.judgeCalibration.count({
    where: { judgeId, status: { in: ["queued", "running"] } },
  });
  if (running > 0) {
    throw new AppError("conflict", "This judge is being calibrated already. Wait for its end.");
  }
}
