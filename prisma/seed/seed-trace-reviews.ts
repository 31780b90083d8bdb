import { db } from "@/lib/db/client";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { ScorerList } from "@/lib/scorers/contract";
import { makeCase } from "@/lib/trace-reviews/cases/make-case";
import { weekOf } from "@/lib/trace-reviews/iso-week";
import { getReviewQueue } from "@/lib/trace-reviews/reads";
import { saveReview } from "@/lib/trace-reviews/save-review";
import type { DemoPersonKey } from "./content/demo-content";
import type { Deed } from "./content/demo-story";
import { setDemoClock } from "./demo-clock";
import { type DemoTimes, hoursAfter } from "./demo-times";
import { actorOf } from "./seed-content";
import type { DemoTrace } from "./traffic/make-traffic";
import type { Mistake } from "./traffic/story";

const FOUND_SET = "found-in-production";
const DAY_HOURS = 24;
const OPENS = 8;
const CLOSES = 17;

interface Reviewed {
  trace: DemoTrace;
  at: Date;
  by: DemoPersonKey;
}

/** Verdicts of last week and of this one, on what the queue itself picked, and the cases that came of them. */
export async function planTraceReviews(
  projectId: string,
  times: DemoTimes,
  traffic: readonly DemoTrace[],
): Promise<Deed[]> {
  const byId = new Map(traffic.map((trace) => [trace.batch.traceId, trace]));
  const categories = await db.failureCategory.findMany({ where: { projectId } });
  const idOf = (mistake: Mistake) => categories.find(({ name }) => name === mistake)?.id;
  const current = weekOf(times.now);
  const ends = [hoursAfter(current.from, -1), times.now];
  const reviewed: Reviewed[] = [];
  for (const end of ends) {
    setDemoClock(end);
    const { data } = await getReviewQueue(await actorOf("priya"));
    const traces = data.flatMap(({ traceId, verdict }) =>
      verdict === null ? (byId.get(traceId) ?? []) : [],
    );
    reviewed.push(...plan(traces).filter(({ at }) => at < hoursAfter(times.now, -0.2)));
  }
  return [
    ...reviewed.map(({ trace, at, by }) => ({ at, run: () => review(trace, by, idOf) })),
    ...planCases(reviewed, times, current.from),
  ];
}

/** On working days, two people in turn, a minute each. */
function plan(traces: readonly DemoTrace[]): Reviewed[] {
  const inOrder = traces.toSorted((one, two) => one.startedAt.getTime() - two.startedAt.getTime());
  let last = 0;
  return inOrder.map((trace, index) => {
    const wanted = workingTime(hoursAfter(trace.startedAt, 3)).getTime();
    last = Math.max(wanted, last + 50_000 + (index % 4) * 9_000);
    return { trace, at: new Date(last), by: index % 3 === 0 ? "ines" : "priya" };
  });
}

function workingTime(at: Date): Date {
  const day = at.getUTCDay();
  const isOpen = day >= 1 && day <= 5 && at.getUTCHours() >= OPENS && at.getUTCHours() < CLOSES;
  if (isOpen) return at;
  const morning = new Date(at);
  if (at.getUTCHours() >= CLOSES || day === 0 || day === 6) {
    morning.setTime(hoursAfter(at, DAY_HOURS).getTime());
  }
  morning.setUTCHours(OPENS, 30, 0, 0);
  return morning.getUTCDay() >= 1 && morning.getUTCDay() <= 5 ? morning : workingTime(morning);
}

async function review(
  { batch, mistake, right, outcome }: DemoTrace,
  by: DemoPersonKey,
  idOf: (mistake: Mistake) => string | undefined,
): Promise<void> {
  const category = mistake === null ? null : (idOf(mistake) ?? null);
  // A request that ended in an error has no answer to group by what is wrong with it.
  const isUnclear = mistake !== null || outcome === "failed" || outcome === "fell_back";
  await saveReview(await actorOf(by), batch.traceId, {
    verdict: category ? "failure" : isUnclear ? "unclear" : "fine",
    category,
    expected: mistake === null ? null : right,
    note: "",
  });
}

/** A few of each week become cases of a set of their own: what was measured so far stays comparable. */
function planCases(reviewed: readonly Reviewed[], times: DemoTimes, thisWeek: Date): Deed[] {
  const add = ({ trace, at, split, by }: ChosenFailure) => ({
    at: hoursAfter(at, 0.3),
    run: async () =>
      makeCase(await actorOf(by), trace.batch.traceId, { evalSet: FOUND_SET, split }),
  });
  const deeds = chooseFailures(reviewed, thisWeek)
    .map(add)
    .filter(({ at }) => at < times.now);
  return [{ at: hoursAfter(thisWeek, -7 * DAY_HOURS + 9), run: makeFoundSet }, ...deeds];
}

interface ChosenFailure extends Reviewed {
  split: "development" | "holdout";
}

/** Each ticket once, also over two weeks: a set refuses an input that it has. */
export function chooseFailures(reviewed: readonly Reviewed[], thisWeek: Date): ChosenFailure[] {
  const chosen: ChosenFailure[] = [];
  const choose = (
    wanted: { mistake: Mistake; isThisWeek: boolean; most: number },
    as: Pick<ChosenFailure, "by" | "split">,
  ) => {
    let count = 0;
    for (const one of reviewed) {
      const text = one.trace.ticket?.text;
      const isWanted =
        one.trace.mistake === wanted.mistake && one.at >= thisWeek === wanted.isThisWeek;
      if (text === undefined || !isWanted || count >= wanted.most) continue;
      if (chosen.some(({ trace }) => trace.ticket?.text === text)) continue;
      chosen.push({ ...one, ...as });
      count += 1;
    }
  };
  const foreign = "language not understood";
  choose({ mistake: foreign, isThisWeek: false, most: 3 }, { by: "ines", split: "development" });
  choose({ mistake: foreign, isThisWeek: true, most: 4 }, { by: "ines", split: "development" });
  choose(
    { mistake: "last request lost", isThisWeek: true, most: 2 },
    { by: "priya", split: "holdout" },
  );
  return chosen;
}

async function makeFoundSet(): Promise<void> {
  await createEvalSet(await actorOf("priya"), {
    name: FOUND_SET,
    description:
      "Tickets that went wrong in production, with what would have been right. Demo data.",
    scorers: ScorerList.parse([{ kind: "label", name: "category", config: { field: "category" } }]),
  });
}
