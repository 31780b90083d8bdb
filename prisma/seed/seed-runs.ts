import { db } from "@/lib/db/client";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import type { DemoPersonKey } from "./content/demo-content";
import { actorOf } from "./seed-content";

interface DemoRun {
  by: DemoPersonKey;
  prompt: string;
  version: number;
  evalSet: string;
  split: "development" | "holdout";
}

const LONGEST_WAIT_MS = 120_000;
const POLL_MS = 50;

/** Starts what has not been run yet and waits until the worker has ended all of it: no figure is made up. */
export async function seedRuns(projectId: string, runs: DemoRun[]): Promise<void> {
  for (const { by, ...run } of runs) {
    const count = await db.run.count({
      where: {
        projectId,
        split: run.split,
        prompt: { name: run.prompt },
        version: { number: run.version },
        evalSet: { name: run.evalSet },
      },
    });
    if (count === 0) await startRun(await actorOf(by), StartRun.parse({ ...run, repeats: 1 }));
  }
  await endRuns(projectId);
}

/** Waits until the worker has ended all that was started, and puts it to its time. */
export async function endRuns(projectId: string): Promise<void> {
  await allEnded(projectId);
  await moveToTheirTime(projectId);
}

/** The worker's clock is the real one: what it has just run is put to when it was asked for, at its own length. */
async function moveToTheirTime(projectId: string): Promise<void> {
  await db.$executeRaw`
    with moved as (
      select id, created_at + interval '1 second' - started_at as by from run
      where project_id = ${projectId}::uuid and started_at > created_at + interval '10 minutes'
    ), results as (
      update run_result r set created_at = r.created_at + moved.by from moved where r.run_id = moved.id
    )
    update run set started_at = started_at + moved.by, ended_at = ended_at + moved.by
    from moved where moved.id = run.id`;
  // A calibration begins with its first verdict.
  await db.$executeRaw`
    update judge_calibration c set ended_at = c.created_at + (c.ended_at - (
      select min(v.created_at) from judge_verdict v join judge_item i on i.id = v.item_id
      where i.judge_id = c.judge_id and i.split = c.split and v.definition_hash = c.definition_hash
    ))
    from judge j
    where j.id = c.judge_id and j.project_id = ${projectId}::uuid
      and c.ended_at > c.created_at + interval '10 minutes'`;
}

/** Waits until the worker has nothing left to run, and no judge to compare with people. */
export async function allEnded(projectId: string): Promise<void> {
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const runs = await db.run.count({
      where: { projectId, status: { in: ["queued", "running"] } },
    });
    const calibrations = await db.judgeCalibration.count({
      where: { judge: { projectId }, status: { in: ["queued", "running"] } },
    });
    const open = runs + calibrations;
    if (open === 0) return;
    if (Date.now() > until)
      throw new Error(
        `${open} runs and calibrations of the demo have not ended; is a worker running?`,
      );
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
