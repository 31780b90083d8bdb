import { countTokens } from "@/lib/providers/count-tokens";

/**
 * The work that a thread does. Inputs and answers are copied between threads, so they are plain data; what a
 * task throws reaches the caller as a mistake of ours, so a refusal is an answer.
 */
export const tasks = {
  countTokens: (texts: readonly string[]) => countTokens(texts),
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
