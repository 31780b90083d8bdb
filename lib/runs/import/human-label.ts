import type { HumanLabel } from "@/lib/runs/recorded-output";

const PASS = ["pass", "passed", "yes", "true", "1", "good", "correct", "ok"];
const FAIL = ["fail", "failed", "no", "false", "0", "bad", "incorrect", "wrong"];

const LABELS: ReadonlyMap<string, HumanLabel> = new Map([
  ...PASS.map((word) => [word, "pass"] as const),
  ...FAIL.map((word) => [word, "fail"] as const),
]);

/** A label as people write it in a sheet; null: it is none. */
export const parseHumanLabel = (text: string): HumanLabel | null =>
  LABELS.get(text.trim().toLowerCase()) ?? null;
