import {
  formatChange,
  formatCount,
  formatCountOf,
  formatFixed,
  formatInterval,
  formatMs,
  formatMsDifferenceValue,
  formatPoints,
  formatRate,
  formatUsd,
} from "@/lib/format-number";
import { DEFINITIONS } from "@/lib/metrics/metric";
import type { WeekChange, WeekStep } from "./contract";
import type { MovedRow, WeekNumbers } from "./numbers-contract";

interface WeekSummary {
  title: string;
  week: string;
  lead: string | null;
  numbers: WeekNumbers;
  steps: readonly WeekStep[];
  change: WeekChange | null;
}

/** The week in plain sentences from its numbers, without praise or blame, as Markdown. */
export function writeSummary({ title, week, lead, numbers, steps, change }: WeekSummary): string {
  const done = steps.filter(({ state }) => state === "done").length;
  const paragraphs = [
    `# ${title} (${week})`,
    `${done} of ${steps.length} steps are done.${lead ? ` ${lead} leads the week.` : ""} Weeks run from Monday to Sunday in UTC.`,
    "## What was seen",
    reviewLine(numbers),
    ...categoryLines(numbers),
    "## What was decided",
    decided(change),
    "## What was tested and shipped",
    tested(numbers),
    shipped(numbers),
    "## What moved",
    moved(numbers),
    "## What is next",
    next(steps),
  ];
  return `${paragraphs.filter(Boolean).join("\n\n")}\n`;
}

function reviewLine({ review, cases }: WeekNumbers): string {
  if (review.reviewed === 0) return "No trace was reviewed.";
  const parts = [
    `${review.fine} fine`,
    formatCountOf(review.failures, "failure"),
    `${review.unclear} unclear`,
  ];
  const became =
    cases.made === 0
      ? "None became a case."
      : `${formatCountOf(cases.made, "trace")} became ${cases.made === 1 ? "a case" : "cases"}, ${cases.holdout} of them held out.`;
  return `${formatCountOf(review.reviewed, "trace was", "traces were")} reviewed: ${parts.join(", ")}. ${became}`;
}

function categoryLines({ categories }: WeekNumbers): string[] {
  const used = categories.rows.filter(({ now, before }) => now > 0 || (before ?? 0) > 0);
  if (used.length === 0) return [];
  const lines = used.map(({ name, now, before, isNew, state }) => {
    const earlier =
      before === null ? "the week before not reviewed" : `${before} in as much of the week before`;
    const since = isNew && state === "open" ? "new this week" : earlier;
    return `- ${name}: ${now}, ${since}${state === "open" ? "" : `, ${state}`}`;
  });
  const uncategorised = categories.failures - categories.categorised;
  const { reviewed, reviewedBefore } = categories;
  const of =
    reviewedBefore > 0
      ? `Of ${formatCountOf(reviewed.at(-1) ?? 0, "reviewed trace")}, ${reviewedBefore} in as much of the week before:`
      : "";
  return [
    of,
    [...lines, ...(uncategorised > 0 ? [`- without a category: ${uncategorised}`] : [])].join("\n"),
  ];
}

function decided(change: WeekChange | null): string {
  if (!change) return "No behaviour change was chosen.";
  const { statement, category, segment, prompt, review, ticketUrl, chosenBy } = change;
  const facts = [
    category ? `failure category ${category.name}` : "",
    segment ? `segment ${segment}` : "",
    prompt ? `prompt ${prompt}` : "",
    review ? `review ${review.number}` : "",
    ticketUrl ? `ticket ${ticketUrl}` : "",
  ].filter(Boolean);
  return `${chosenBy} chose: “${statement}”${facts.length > 0 ? ` (${facts.join(", ")})` : ""}.`;
}

function tested({ options }: WeekNumbers): string {
  if (options.length === 0) return "No other version was measured.";
  const words = options.map(({ version, run, difference, baseline, status, prompt }) => {
    const name = `${prompt} ${version === null ? "draft" : `v${version}`} (run ${run})`;
    if (!difference || !baseline) return `${name}: ${status === "completed" ? "measured" : status}`;
    const { value, low, high, n } = difference;
    const range =
      low === null || high === null
        ? ""
        : ` (${formatPoints(low)} to ${formatPoints(high)}, n = ${n})`;
    return `${name}: ${formatPoints(value)} points${range} against v${baseline.version}`;
  });
  return words.map((line) => `- ${line}`).join("\n");
}

function shipped({ releases }: WeekNumbers): string {
  if (releases.length === 0) return "Nothing went live in production.";
  return releases
    .map(({ number, prompt, version, at, by, isRollback, takenBack }) => {
      const when = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
      const what = isRollback ? `${prompt} back to v${version}` : `${prompt} v${version}`;
      const back = takenBack
        ? `; taken back on ${takenBack.at.slice(0, 10)} ${takenBack.at.slice(11, 16)} UTC by release ${takenBack.number}`
        : "";
      return `- Release ${number}: ${what}, ${when}, by ${by}${back}`;
    })
    .join("\n");
}

function moved({ moved: { rows, n, environment, from, to } }: WeekNumbers): string {
  const measured = rows.filter(({ now }) => now !== null);
  if (measured.length === 0) return `No traces of ${environment} were counted.`;
  const intro = `${formatCountOf(n, "trace")} of ${environment} from ${from.slice(0, 16).replace("T", " ")} to ${to.slice(0, 16).replace("T", " ")} UTC, against the same part of the week before:`;
  return `${intro}\n\n${measured.map((row) => `- ${movedLine(row)}`).join("\n")}`;
}

function movedLine({ segment, metric, now, change }: MovedRow): string {
  const { label, unit } = DEFINITIONS[metric];
  const name = segment ? `${label}, ${segment}` : label;
  if (!now) return `${name}: nothing was observed`;
  const values = {
    rate: formatRate,
    ms: formatMs,
    usd: formatUsd,
    count: (n: number) => formatFixed(n, 1),
  };
  const range =
    unit === "rate" && now.low !== null && now.high !== null
      ? `${formatInterval(now.low, now.high)}, `
      : "";
  const value = `${name}: ${values[unit](now.value)} (${range}n = ${formatCount(now.n)})`;
  if (!change) return `${value}, no value the week before`;
  const write = writeOf(unit, change.kind);
  const bounds =
    change.low === null || change.high === null
      ? ""
      : ` (${write(change.low)} to ${write(change.high)})`;
  const cannot =
    change.verdict === "cannot_tell" ? "; the interval does not tell whether it moved" : "";
  return `${value}, ${write(change.value)}${unitOf(unit, change.kind)}${bounds}${cannot}`;
}

function writeOf(unit: "rate" | "ms" | "usd" | "count", kind: "absolute" | "relative") {
  if (kind === "relative") return formatChange;
  return unit === "rate" ? formatPoints : unit === "ms" ? formatMsDifferenceValue : formatFixed;
}

function unitOf(unit: "rate" | "ms" | "usd" | "count", kind: "absolute" | "relative"): string {
  if (kind === "relative") return "";
  return unit === "rate" ? " points" : unit === "ms" ? " ms" : "";
}

function next(steps: readonly WeekStep[]): string {
  const open = steps.filter(({ state }) => state !== "done");
  if (open.length === 0) return "All steps are done.";
  return open
    .map(({ title, done, unit, owner }) => {
      const whose = owner ? `, ${owner.name}` : ", nobody yet";
      return `- ${title}: ${done} ${unit}${whose}`;
    })
    .join("\n");
}
