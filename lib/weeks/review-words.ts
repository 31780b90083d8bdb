import { countText } from "@/lib/releases/write-figure";
import type { WeekNumbers } from "./contract";

const RULE_WORDS: Record<string, string> = {
  failed: "failed",
  low_score: "low score",
  escalated: "escalated",
  refused: "refused",
  slow: "slow",
  costly: "costly",
  unusual: "unusual",
};

/** What the reviewed traces of a week were picked for, and what was found in them. */
export function reviewWords({
  reviewed,
  rules,
  failures,
  unclear,
  feedback,
}: WeekNumbers["review"]) {
  const told = feedback > 0 ? `Feedback on ${countText(feedback, "trace")}.` : "";
  if (reviewed === 0) return sentences("Nothing reviewed yet this week.", told);
  const n = (name: string) => rules.find((rule) => rule.name === name)?.n ?? 0;
  const picked = rules.filter(({ name }) => name !== "random" && name !== "open");
  const byRule = picked.reduce((sum, rule) => sum + rule.n, 0);
  const named = picked.slice(0, 3).map(({ name }) => RULE_WORDS[name] ?? name.replaceAll("_", " "));
  const parts = [
    byRule > 0 ? `${byRule} by rule (${named.join(", ")})` : "",
    n("random") > 0 ? `${n("random")} at random` : "",
    n("open") > 0 ? `${n("open")} picked by hand` : "",
  ].filter(Boolean);
  const unsure = unclear > 0 ? `, ${unclear} unclear` : "";
  return sentences(
    `${parts.join(", ")}.`,
    `${countText(failures, "failure")} found${unsure}.`,
    told,
  );
}

/** Sentences that have something to say, in a row. */
export const sentences = (...all: string[]) => all.filter(Boolean).join(" ");
