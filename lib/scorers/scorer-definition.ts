import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { ScorerSpec } from "./contract";

/** What a scorer measures, as one hash; its name says nothing about that. */
export function scorerDefinition({ name: _, ...spec }: ScorerSpec): string {
  return createHash("sha256").update(canonicalJson(spec)).digest("hex");
}

/**
 * Whether a scorer only compares an answer with what its case expects. It then asks nothing that its author
 * chose, so it cannot be used to read a case piece by piece.
 */
export function isPlainScorer(spec: ScorerSpec): boolean {
  switch (spec.kind) {
    case "equals":
    case "contains":
    case "icontains":
    case "starts-with":
    case "finish-reason":
      return spec.config.value === undefined;
    case "contains-any":
    case "icontains-any":
    case "contains-all":
    case "icontains-all":
      return spec.config.values === undefined;
    case "is-json":
    case "refusal":
      return true;
    case "contains-json":
      return spec.config.schema === undefined;
    case "label":
      return spec.config.value === undefined && spec.config.labels === undefined;
    case "fields":
      return (
        spec.config.threshold === undefined &&
        (spec.config.fields ?? []).every((field) => typeof field === "string")
      );
    // A bar that its author chose would ask how near an answer is to what the case expects.
    case "levenshtein":
      return (
        hasDefaultBar(spec) &&
        spec.config.value === undefined &&
        spec.config.maxDistance === undefined
      );
    case "rouge-n":
    case "bleu":
      return hasDefaultBar(spec) && spec.config.value === undefined;
    case "tool-call":
      return hasDefaultBar(spec) && spec.config.name === undefined;
    case "trajectory":
      return spec.config.tools === undefined;
    default:
      return false;
  }
}

function hasDefaultBar({ kind, config }: ScorerSpec & { config: { threshold: number } }): boolean {
  const plain = ScorerSpec.parse({ kind }).config;
  return "threshold" in plain && plain.threshold === config.threshold;
}
