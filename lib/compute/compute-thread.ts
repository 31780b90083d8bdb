import { loadTask, type TaskName } from "./tasks";

export interface ThreadInput {
  name: TaskName;
  input: unknown;
  /** Shared with whoever waits: when the task began, in milliseconds since 1970. */
  startTime: SharedArrayBuffer;
}

/** What a thread of the pool runs, once per task. What it loads first is no part of the task's time. */
export default async function computeTask({ name, input, startTime }: ThreadInput) {
  const task = await loadTask(name);
  new Float64Array(startTime)[0] = Date.now();
  return task(input);
}
