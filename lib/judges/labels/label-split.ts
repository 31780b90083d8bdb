import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { LabelSplit } from "@/lib/judges/label-contract";
import type { JsonValue } from "@/lib/scorers/json-value";

const TRAIN_SHARE = 0.15;
const DEV_SHARE = 0.425;

interface Judged {
  case?: string | undefined;
  inputs?: Readonly<Record<string, JsonValue>> | undefined;
  output: string;
}

const sha256 = (value: unknown) => createHash("sha256").update(canonicalJson(value)).digest();

const sourceOf = ({ case: caseRef, inputs }: Judged) => inputs ?? caseRef ?? null;

/** An output to the same input is the same thing to label, whoever brings it. */
export const itemHashOf = (item: Judged): string =>
  sha256([sourceOf(item), item.output]).toString("hex");

/**
 * Where an output goes that names no split: 15 % to train, the rest by halves to dev and test. Drawn from what it
 * answers, so that a case is in one split only, however many outputs to it are labelled.
 */
export function splitOf(item: Judged): LabelSplit {
  const source = sourceOf(item);
  const draw = sha256(source ?? item.output).readUInt32BE() / 2 ** 32;
  if (draw < TRAIN_SHARE) return "train";
  return draw < TRAIN_SHARE + DEV_SHARE ? "dev" : "test";
}
