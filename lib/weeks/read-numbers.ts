import type { Actor } from "@/lib/auth/actor";
import type { WeekNumbers } from "./contract";
import { readMoved } from "./read-moved";
import { readOptions } from "./read-options";
import { readCases, readCategories, readReviewed } from "./read-reviewed";
import { readMonitor, readReleases, readWaiting } from "./read-shipped";
import type { WeekSpan } from "./week-title";

export interface NumbersQuery {
  /** Of the change that was chosen, if one was. */
  prompt: string | null;
  now: Date;
  /** Without what no count of a list needs: comparisons with live, and whose turn reviews are. */
  isBrief: boolean;
}

/** Counts everything of a week, as it is now. */
export async function readNumbers(
  actor: Actor,
  span: WeekSpan,
  { prompt, now, isBrief }: NumbersQuery,
): Promise<WeekNumbers> {
  const { projectId } = actor;
  const until = new Date(Math.max(span.from.getTime(), Math.min(span.to.getTime(), now.getTime())));
  const [review, categories, cases, options, releases, reviews, moved] = await Promise.all([
    readReviewed(projectId, span),
    readCategories(projectId, span, until),
    readCases(projectId, span),
    readOptions(actor, span, { prompt, isCompared: !isBrief }),
    readReleases(projectId, span),
    isBrief ? [] : readWaiting(actor, prompt),
    readMoved(projectId, span, until),
  ]);
  return {
    asOf: now.toISOString(),
    review,
    categories,
    cases,
    options,
    releases,
    reviews,
    monitor: await readMonitor(projectId, releases, until),
    moved,
  };
}
