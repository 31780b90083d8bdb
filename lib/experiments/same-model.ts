import type { ModelRef } from "@/lib/providers/contract";

export const sameModel = (one: ModelRef, two: ModelRef): boolean =>
  one.provider === two.provider && one.name === two.name;
