import "server-only";
import { createHash } from "node:crypto";
import type { Split } from "@/lib/eval-sets/case-content";

export interface SplitDraw {
  split: Split | undefined;
  holdoutEvery: number | undefined;
  seed: string;
}

/** Drawn from the input's hash and the seed: the same file and seed give the same holdout. */
export function drawSplit({ split, holdoutEvery, seed }: SplitDraw, inputHash: string): Split {
  if (split) return split;
  if (!holdoutEvery) return "development";
  const draw = createHash("sha256").update(`${seed}:${inputHash}`).digest().readUInt32BE();
  return draw / 2 ** 32 < 1 / holdoutEvery ? "holdout" : "development";
}
