import { formatCountOf } from "@/lib/format-number";
import { RULE_LABEL } from "@/lib/trace-reviews/rule-label";
import type { StepAction, WeekChange } from "./contract";
import type { WeekNumbers } from "./numbers-contract";
import { counted, type Progress, sentences } from "./step-progress";

export function reviewWords({
  reviewed,
  rules,
  failures,
  unclear,
  feedback,
}: WeekNumbers["review"]) {
  const feedbackText = feedback > 0 ? `Feedback on ${formatCountOf(feedback, "trace")}.` : "";
  if (reviewed === 0) return sentences("Nothing reviewed yet this week.", feedbackText);
  const n = (name: string) => rules.find((rule) => rule.name === name)?.n ?? 0;
  const picked = rules.filter(({ name }) => name !== "random" && name !== "open");
  const byRule = picked.reduce((sum, rule) => sum + rule.n, 0);
  const named = picked.slice(0, 3).map(({ name }) => RULE_LABEL[name] ?? name.replaceAll("_", " "));
  const parts = [
    byRule > 0 ? `${byRule} by rule (${named.join(", ")})` : "",
    n("random") > 0 ? `${n("random")} at random` : "",
    n("open") > 0 ? `${n("open")} picked by hand` : "",
  ].filter(Boolean);
  const unsure = unclear > 0 ? `, ${unclear} unclear` : "";
  return sentences(
    `${parts.join(", ")}.`,
    `${formatCountOf(failures, "failure")} found${unsure}.`,
    feedbackText,
  );
}

export function groupStep({ failures, categorised, rows }: WeekNumbers["categories"]): Progress {
  const used = rows.filter(({ now }) => now > 0);
  const fresh = used
    .filter(({ isNew, state }) => isNew && state === "open")
    .map(({ name }) => name);
  const regressed = used.filter(({ state }) => state === "regressed").map(({ name }) => name);
  const uncategorised = failures - categorised;
  const action =
    uncategorised > 0
      ? { label: "Group", path: "traces/review" }
      : { label: "Categories", path: null };
  const progress = { done: categorised, target: failures, action };
  if (failures === 0) {
    return {
      ...progress,
      what: "No failures found yet this week.",
      unit: "of 0 failures",
      note: "",
      isDone: false,
      isUnderWay: false,
    };
  }
  return {
    ...progress,
    what: sentences(
      uncategorised > 0 ? `${formatCountOf(uncategorised, "failure")} without a category.` : "",
      fresh.length > 0 ? `${fresh.length} new this week: ${fresh.join(", ")}.` : "",
      regressed.length > 0 ? `${regressed.length} regressed: ${regressed.join(", ")}.` : "",
      uncategorised === 0 && fresh.length + regressed.length === 0
        ? "All have one of the known categories."
        : "",
    ),
    unit: `of ${formatCountOf(failures, "failure")}`,
    note: used.length === 1 ? "1 category" : `${used.length} categories`,
    isDone: uncategorised === 0,
    isUnderWay: categorised > 0,
  };
}

export function caseWords({
  made: cases,
  development,
  holdout,
  sets,
  people,
}: WeekNumbers["cases"]): string {
  if (cases === 0) return "No trace has become a case yet this week.";
  const where = [
    development > 0 ? `${development} to development` : "",
    holdout > 0 ? `${holdout} to holdout` : "",
  ].filter(Boolean);
  const by = people.map(({ name }) => name.split(" ")[0]).join(" and ");
  return `${where.join(", ")} by ${by}, in ${sets.join(", ")}.`;
}

/** The failures of the category that is most frequent this week are the ones to pick from. */
export function caseAction({ rows }: WeekNumbers["categories"], cases: number): StepAction {
  const label = cases === 0 ? "Pick the first" : "Pick the next";
  const [largest] = rows.filter(({ now }) => now > 0);
  if (!largest) return { label, path: "traces/review" };
  return { label, path: `traces?category=${encodeURIComponent(largest.name)}` };
}

export function changeStep(change: WeekChange | null, { categories }: WeekNumbers): Progress {
  const base = { ...counted(change ? 1 : 0, 1, "change"), note: change ? "chosen" : "none yet" };
  if (!change) {
    const [largest] = categories.rows.filter(({ now }) => now > 0);
    return {
      ...base,
      what: largest
        ? `Most frequent: ${largest.name}, ${largest.now} of ${formatCountOf(categories.failures, "failure")}.`
        : "One change, small enough to measure.",
      action: { label: "Choose…", path: null },
    };
  }
  const row = categories.rows.find(({ id }) => id === change.category?.id);
  const facts = [
    change.category
      ? `${row?.now ?? 0} of ${formatCountOf(categories.failures, "failure")} are ${change.category.name}`
      : "",
    change.segment ?? "",
    change.prompt ?? "",
  ].filter(Boolean);
  return {
    ...base,
    what:
      facts.length > 0 ? `“${change.statement}”: ${facts.join(", ")}.` : `“${change.statement}”`,
    action: { label: "Change…", path: null },
  };
}
