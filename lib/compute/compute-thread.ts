import { runTask } from "./run-task";
import { preparations, type TaskName, tasks } from "./tasks";

export interface ThreadInput {
  name: TaskName;
  input: unknown;
  /** Shared with whoever waits: when the task began, in milliseconds since 1970. */
  begun: SharedArrayBuffer;
}

/** What a thread of the pool runs, once per task. */
export default async function computeTask({ name, input, begun }: ThreadInput) {
  await preparations[name]?.();
  new Float64Array(begun)[0] = Date.now();
  return runTask(tasks, name, input);
}
