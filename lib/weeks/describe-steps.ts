import { countText, pointsText, usdText } from "@/lib/releases/write-figure";
import type { OptionRun, StepAction, WeekChange, WeekNumbers, WeekStep } from "./contract";
import { DEFAULT_TARGETS, STEP_TITLES, TARGETED, WEEK_STEPS, type WeekStepName } from "./week-step";

type Person = { id: string | null; name: string };

export interface WeekFacts {
  numbers: WeekNumbers;
  change: WeekChange | null;
  /** Traces to review each week, as the queue's settings say. */
  reviewTarget: number;
  decided: Readonly<Record<WeekStepName, { owner: Person | null; target: number | null }>>;
}

type Progress = Pick<WeekStep, "what" | "done" | "target" | "unit" | "note" | "action"> & {
  isDone: boolean;
  isUnderWay: boolean;
};

/** The seven steps of a week in words and numbers. Pure: the same numbers always say the same. */
export function describeSteps(facts: WeekFacts): WeekStep[] {
  const all = WEEK_STEPS.map((key) => ({ key, ...DESCRIBE[key](facts, targetOf(facts, key)) }));
  const current = all.find(({ isDone }) => !isDone)?.key;
  return all.map(({ key, isDone, isUnderWay, ...progress }) => ({
    key,
    title: STEP_TITLES[key],
    ...progress,
    owner: facts.decided[key].owner,
    state: isDone ? "done" : isUnderWay ? "under_way" : "open",
    isCurrent: key === current,
    hasOwnTarget: TARGETED.includes(key),
  }));
}

function targetOf({ decided, reviewTarget, numbers }: WeekFacts, key: WeekStepName): number {
  if (key === "review") return reviewTarget;
  if (key === "group") return numbers.categories.failures;
  return decided[key].target ?? DEFAULT_TARGETS[key] ?? 1;
}

const DESCRIBE: Record<WeekStepName, (facts: WeekFacts, target: number) => Progress> = {
  review: ({ numbers: { review } }, target) => ({
    ...counted(review.reviewed, target, "traces"),
    what: reviewWords(review),
    action: {
      label: review.reviewed === 0 ? "Review" : "Review more",
      path: "traces/review",
    },
  }),
  group: ({ numbers: { categories } }) => groupStep(categories),
  cases: ({ numbers: { cases, categories } }, target) => ({
    ...counted(cases.made, target, "cases"),
    what: caseWords(cases),
    action: caseAction(categories, cases.made),
  }),
  change: ({ change, numbers }) => changeStep(change, numbers),
  options: ({ numbers: { options }, change }, target) => optionStep(options, change, target),
  ship: ({ numbers, change }, target) => shipStep(numbers, change, target),
  monitor: ({ numbers }, target) => monitorStep(numbers, target),
};

function counted(done: number, target: number, unit: string) {
  const left = Math.max(0, target - done);
  return {
    done,
    target,
    unit: `of ${target.toLocaleString("en-US")} ${unit}`,
    note: left === 0 ? "target met" : `${left.toLocaleString("en-US")} left`,
    isDone: done >= target,
    isUnderWay: done > 0,
  };
}

const RULE_WORDS: Record<string, string> = {
  failed: "failed",
  low_score: "low score",
  escalated: "escalated",
  refused: "refused",
  slow: "slow",
  costly: "costly",
  unusual: "unusual",
};

function reviewWords({ reviewed, rules, failures, unclear, feedback }: WeekNumbers["review"]) {
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

function groupStep({ failures, categorised, rows }: WeekNumbers["categories"]): Progress {
  const used = rows.filter(({ now }) => now > 0);
  const fresh = used
    .filter(({ isNew, state }) => isNew && state === "open")
    .map(({ name }) => name);
  const regressed = used.filter(({ state }) => state === "regressed").map(({ name }) => name);
  const left = failures - categorised;
  const action =
    left > 0 ? { label: "Group", path: "traces/review" } : { label: "Categories", path: null };
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
      left > 0 ? `${countText(left, "failure")} without a category.` : "",
      fresh.length > 0 ? `${fresh.length} new this week: ${fresh.join(", ")}.` : "",
      regressed.length > 0 ? `${regressed.length} regressed: ${regressed.join(", ")}.` : "",
      left === 0 && fresh.length + regressed.length === 0
        ? "All have one of the known categories."
        : "",
    ),
    unit: `of ${countText(failures, "failure")}`,
    note: used.length === 1 ? "1 category" : `${used.length} categories`,
    isDone: left === 0,
    isUnderWay: categorised > 0,
  };
}

function caseWords({ made, development, holdout, sets, people }: WeekNumbers["cases"]): string {
  if (made === 0) return "No trace has become a case yet this week.";
  const where = [
    development > 0 ? `${development} to development` : "",
    holdout > 0 ? `${holdout} to holdout` : "",
  ].filter(Boolean);
  const by = people.map(({ name }) => name.split(" ")[0]).join(" and ");
  return `${where.join(", ")} by ${by}, in ${sets.join(", ")}.`;
}

/** The failures of the category that is most frequent this week are the ones to pick from. */
function caseAction({ rows }: WeekNumbers["categories"], made: number): StepAction {
  const label = made === 0 ? "Pick the first" : "Pick the next";
  const [largest] = rows.filter(({ now }) => now > 0);
  if (!largest) return { label, path: "traces/review" };
  return { label, path: `traces?category=${encodeURIComponent(largest.name)}` };
}

function changeStep(change: WeekChange | null, { categories }: WeekNumbers): Progress {
  const base = { ...counted(change ? 1 : 0, 1, "change"), note: change ? "chosen" : "none yet" };
  if (!change) {
    const [largest] = categories.rows.filter(({ now }) => now > 0);
    return {
      ...base,
      what: largest
        ? `Most frequent: ${largest.name}, ${largest.now} of ${countText(categories.failures, "failure")}.`
        : "One change, small enough to measure.",
      action: { label: "Choose…", path: null },
    };
  }
  const row = categories.rows.find(({ id }) => id === change.category?.id);
  const facts = [
    change.category
      ? `${row?.now ?? 0} of ${countText(categories.failures, "failure")} are ${change.category.name}`
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

const nameOf = ({ version, run }: OptionRun) =>
  version === null ? `draft (run ${run})` : `v${version}`;

function optionStep(
  options: readonly OptionRun[],
  change: WeekChange | null,
  target: number,
): Progress {
  const isRunning = ({ status }: OptionRun) => status === "queued" || status === "running";
  const running = options.filter(isRunning);
  const ended = options.filter((option) => !isRunning(option));
  const compared = ended.filter(({ difference }) => difference !== null);
  const base = compared.at(-1)?.baseline;
  const differences = compared.map(
    (option) => `${nameOf(option)} ${pointsText(option.difference?.value ?? 0)} pt`,
  );
  const others = ended.filter(({ difference }) => difference === null).map(nameOf);
  const cost = (usd: number | null) => (usd === null ? "" : `, ${usdText(usd)} so far`);
  const what = sentences(
    differences.length > 0
      ? `${differences.join(", ")} against live${base ? ` (v${base.version})` : ""}.`
      : "",
    others.length > 0 ? `${others.join(", ")} measured.` : "",
    ...running.map(
      ({ run, done, total, costUsd }) => `Run ${run} is at ${done} of ${total}${cost(costUsd)}.`,
    ),
  );
  const progress = counted(ended.length, target, "options");
  const prompt = change?.prompt ? `?prompt=${encodeURIComponent(change.prompt)}` : "";
  const last = compared.at(-1) ?? ended.at(-1);
  const against = last?.baseline ? `?baseline=${last.baseline.run}` : "";
  return {
    ...progress,
    what: what || "No other version or draft has been run this week.",
    note: running.length > 0 ? `${running.length} running` : progress.note,
    isUnderWay: options.length > 0,
    action: last
      ? { label: "Compare", path: `runs/${last.run}${against}` }
      : { label: "New run", path: `runs/new${prompt}` },
  };
}

function shipStep(
  { releases, reviews }: WeekNumbers,
  change: WeekChange | null,
  target: number,
): Progress {
  const isOurs = (prompt: string) => !change?.prompt || change.prompt === prompt;
  const shipped = releases.filter(({ isRollback, prompt }) => !isRollback && isOurs(prompt));
  const standing = shipped.filter(({ takenBack }) => !takenBack);
  const [review] = reviews;
  const what = sentences(
    ...shipped.map(({ number, prompt, version, takenBack }) =>
      takenBack
        ? `Release ${number}, ${prompt} v${version}, was taken back by release ${takenBack.number}.`
        : `Release ${number}: ${prompt} v${version}.`,
    ),
    review ? reviewTurn(review) : "",
  );
  return {
    ...counted(standing.length, target, target === 1 ? "release" : "releases"),
    what: what || "Nothing is released or under review this week.",
    isUnderWay: shipped.length + reviews.length > 0,
    action: review
      ? { label: `Review ${review.number}`, path: `reviews/${review.number}` }
      : { label: "Releases", path: "releases" },
  };
}

function reviewTurn({
  number,
  closedGates,
  people,
  todo,
  version,
}: WeekNumbers["reviews"][number]) {
  const gates = closedGates > 0 ? `${countText(closedGates, "gate")} closed, ` : "";
  const whose =
    people.length > 0 ? `whose turn: ${people.map((name) => name.split(" ")[0]).join(", ")}` : todo;
  return `Review ${number} of v${version}: ${gates}${whose}.`;
}

function monitorStep({ monitor, releases }: WeekNumbers, target: number): Progress {
  const { alerts, breached, noData, hours } = monitor;
  const last = releases.filter(({ isRollback, takenBack }) => !isRollback && !takenBack).at(-1);
  const shownHours = Math.min(target, Math.floor((hours ?? 0) * 10) / 10);
  const isLongEnough = hours !== null && hours >= target;
  const what = sentences(
    last
      ? `Release ${last.number}, ${last.prompt} v${last.version}, is watched.`
      : "No release of this week stands, so there is nothing new to watch.",
    breached.length > 0 ? `Beyond the bar: ${breached.join(", ")}.` : "",
    noData.length > 0 ? `No data: ${noData.join(", ")}.` : "",
    alerts === 0 ? "No alert is set." : "",
    alerts > 0 && breached.length + noData.length === 0 ? "No alerts open." : "",
  );
  return {
    what,
    done: shownHours,
    target,
    unit: `of ${target} h`,
    note:
      breached.length > 0
        ? countText(breached.length, "alert")
        : hours === null
          ? "nothing released"
          : isLongEnough
            ? "target met"
            : `${Math.ceil(target - hours)} h left`,
    isDone: isLongEnough && breached.length === 0,
    isUnderWay: hours !== null,
    action:
      alerts === 0
        ? { label: "Set an alert", path: "metrics?alerts=1" }
        : { label: "Metrics", path: "metrics" },
  };
}

const sentences = (...all: string[]) => all.filter(Boolean).join(" ");
