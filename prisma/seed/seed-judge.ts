import { db } from "@/lib/db/client";
import { startCalibration } from "@/lib/judges/calibrate/start-calibration";
import { WriteJudge } from "@/lib/judges/contract";
import { importLabels } from "@/lib/judges/labels/import-labels";
import { writeJudge } from "@/lib/judges/write-judge";
import { demoLabels, JUDGE_POLICY, judgePrompt } from "./demo-judge";
import { actorOf, seedPrompt } from "./seed-content";

const NAME = "reply-helpful";

/** A judge that people calibrated, with its labels. */
export async function seedJudge(projectId: string): Promise<void> {
  const priya = await actorOf("priya");
  if ((await db.judge.count({ where: { projectId, name: NAME } })) > 0) return;
  await seedPrompt(projectId, judgePrompt, 1);
  const judge = WriteJudge.parse({
    kind: "rubric",
    prompt: judgePrompt.name,
    version: 1,
    policy: JUDGE_POLICY,
  });
  await writeJudge(priya, NAME, judge);
  const { errors } = await importLabels(priya, NAME, {
    bytes: Buffer.from(JSON.stringify(demoLabels())),
    contentType: "application/json",
    query: { dryRun: false },
  });
  if (errors.length > 0) throw new Error(`The demo labels do not fit: ${JSON.stringify(errors)}`);
  await startCalibration(priya, NAME, { split: "dev" });
  await startCalibration(priya, NAME, { split: "test" });
}
