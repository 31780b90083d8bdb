import type { TaskName, Tasks } from "./tasks";

/** A name and its input belong together, which the compiler cannot follow through the table. */
export function runTask<Name extends TaskName>(tasks: Tasks, name: Name, input: unknown) {
  const task = tasks[name] as (input: unknown) => Promise<Awaited<ReturnType<Tasks[Name]>>>;
  return task(input);
}
