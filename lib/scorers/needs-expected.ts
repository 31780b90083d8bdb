import type { ScorerSpec } from "./contract";

/** Whether a scorer says nothing about a case that expects nothing. */
export function needsExpected({ kind, config }: ScorerSpec): boolean {
  switch (kind) {
    case "fields":
      return !config.fields?.some((rule) => typeof rule !== "string" && rule.value !== undefined);
    case "equals":
    case "label":
    case "starts-with":
    case "finish-reason":
    case "levenshtein":
    case "rouge-n":
    case "bleu":
    case "similar":
    case "contains":
    case "icontains":
      return config.value === undefined;
    case "contains-any":
    case "icontains-any":
    case "contains-all":
    case "icontains-all":
      return config.values === undefined;
    case "regex":
      return config.pattern === undefined;
    case "tool-call":
      return config.name === undefined;
    case "trajectory":
      return config.tools === undefined;
    case "refusal":
      return config.expect === "expected";
    case "judge-pairwise":
      return true;
    default:
      return false;
  }
}
