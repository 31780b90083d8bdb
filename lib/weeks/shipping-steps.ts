import { formatCountOf, formatPoints, formatUsd } from "@/lib/format-number";
import type { WeekChange } from "./contract";
import type { OptionRun, WeekNumbers } from "./numbers-contract";
import { counted, type Progress, sentences } from "./step-progress";

const nameOf = ({ version, run }: OptionRun) =>
  version === null ? `draft (run ${run})` : `v${version}`;

export function optionStep(
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
    (option) => `${nameOf(option)} ${formatPoints(option.difference?.value ?? 0)} pt`,
  );
  const others = ended.filter(({ difference }) => difference === null).map(nameOf);
  const cost = (usd: number | null) => (usd === null ? "" : `, ${formatUsd(usd)} so far`);
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

export function shipStep(
  { releases, reviews }: WeekNumbers,
  change: WeekChange | null,
  target: number,
): Progress {
  const isOurs = (prompt: string) => !change?.prompt || change.prompt === prompt;
  const shipped = releases.filter(({ isRollback, prompt }) => !isRollback && isOurs(prompt));
  const remaining = shipped.filter(({ takenBack }) => !takenBack);
  const [review] = reviews;
  const what = sentences(
    ...shipped.map(({ number, prompt, version, takenBack }) =>
      takenBack
        ? `Release ${number}, ${prompt} v${version}, was rolled back by release ${takenBack.number}.`
        : `Release ${number}: ${prompt} v${version}.`,
    ),
    review ? reviewTurn(review) : "",
  );
  return {
    ...counted(remaining.length, target, target === 1 ? "release" : "releases"),
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
  const gates = closedGates > 0 ? `${formatCountOf(closedGates, "gate")} closed, ` : "";
  const whose =
    people.length > 0 ? `whose turn: ${people.map((name) => name.split(" ")[0]).join(", ")}` : todo;
  return `Review ${number} of v${version}: ${gates}${whose}.`;
}

export function monitorStep({ monitor, releases }: WeekNumbers, target: number): Progress {
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
        ? formatCountOf(breached.length, "alert")
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
