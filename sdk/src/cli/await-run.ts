import { setTimeout as sleep } from "node:timers/promises";
import type { Run } from "../../../lib/runs/contract";
import type { Api } from "./api";
import type { Progress } from "./progress";

const FIRST_WAIT_MS = 250;
const MOST_WAIT_MS = 3_000;

/** Polls, faster at first, until the run has ended. Throws the reason of `signal` when that is aborted. */
export async function awaitRun(
  api: Api,
  id: string,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<Run> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(MOST_WAIT_MS, waitMs * 1.5)) {
    signal.throwIfAborted();
    const run = await api.getRun(id);
    progress.show(run);
    if (run.status !== "queued" && run.status !== "running") return run;
    await sleep(waitMs, undefined, { signal }).catch(() => {});
  }
}
