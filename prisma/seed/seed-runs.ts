import { db } from "@/lib/db/client";
import { StartRun } from "@/lib/runs/contract";
import { startRun } from "@/lib/runs/start-run";
import type { DemoPersonKey } from "./demo-content";
import { actorOf } from "./seed-content";

interface DemoRun {
  by: DemoPersonKey;
  prompt: string;
  version: number;
  evalSet: string;
  split: "development" | "holdout";
}

const LONGEST_WAIT_MS = 120_000;

/** Starts what has not been run yet and waits until the worker has ended all of it: no figure is made up. */
export async function seedRuns(projectId: string, runs: DemoRun[]): Promise<void> {
  for (const { by, ...run } of runs) {
    const known = await db.run.count({
      where: {
        projectId,
        split: run.split,
        prompt: { name: run.prompt },
        version: { number: run.version },
        evalSet: { name: run.evalSet },
      },
    });
    if (known === 0) await startRun(await actorOf(by), StartRun.parse({ ...run, repeats: 1 }));
  }
  await allEnded(projectId);
}

async function allEnded(projectId: string): Promise<void> {
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const open = await db.run.count({
      where: { projectId, status: { in: ["queued", "running"] } },
    });
    if (open === 0) return;
    if (Date.now() > until)
      throw new Error(`${open} runs of the demo have not ended; is a worker running?`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
