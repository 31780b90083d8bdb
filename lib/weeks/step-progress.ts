import { formatCount } from "@/lib/format-number";
import type { WeekStep } from "./contract";

/** What a step says of itself; owner and state are added to it. */
export type Progress = Pick<WeekStep, "what" | "done" | "target" | "unit" | "note" | "action"> & {
  isDone: boolean;
  isUnderWay: boolean;
};

export function counted(done: number, target: number, unit: string) {
  const remaining = Math.max(0, target - done);
  return {
    done,
    target,
    unit: `of ${formatCount(target)} ${unit}`,
    note: remaining === 0 ? "target met" : `${formatCount(remaining)} left`,
    isDone: done >= target,
    isUnderWay: done > 0,
  };
}

export const sentences = (...all: string[]) => all.filter(Boolean).join(" ");
