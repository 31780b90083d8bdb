import { runTask } from "./run-task";
import { type TaskName, tasks } from "./tasks";

/** What a thread of the pool runs, once per task. */
export default function computeTask({ name, input }: { name: TaskName; input: unknown }) {
  return runTask(tasks, name, input);
}
