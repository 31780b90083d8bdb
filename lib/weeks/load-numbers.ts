import type { Actor } from "@/lib/auth/actor";
import { loadMoved } from "./load-moved";
import { loadOptions } from "./load-options";
import { loadCases, loadCategories, loadReviewed } from "./load-reviewed";
import { loadMonitor, loadReleases, loadWaiting } from "./load-shipped";
import type { WeekNumbers } from "./numbers-contract";
import type { WeekSpan } from "./week-title";

export interface NumbersQuery {
  /** Of the change that was chosen, if one was. */
  prompt: string | null;
  now: Date;
  /** Without what no count of a list needs: comparisons with live, and whose turn reviews are. */
  isBrief: boolean;
}

/** Counts everything of a week, as it is now. */
export async function loadNumbers(
  actor: Actor,
  span: WeekSpan,
  { prompt, now, isBrief }: NumbersQuery,
): Promise<WeekNumbers> {
  const { projectId } = actor;
  const until = new Date(Math.max(span.from.getTime(), Math.min(span.to.getTime(), now.getTime())));
  const [review, categories, cases, options, releases, reviews, moved] = await Promise.all([
    loadReviewed(projectId, span),
    loadCategories(projectId, span, until),
    loadCases(projectId, span),
    loadOptions(actor, span, { prompt, isCompared: !isBrief }),
    loadReleases(projectId, span),
    isBrief ? [] : loadWaiting(actor, prompt),
    loadMoved(projectId, span, until),
  ]);
  return {
    asOf: now.toISOString(),
    review,
    categories,
    cases,
    options,
    releases,
    reviews,
    monitor: await loadMonitor(projectId, releases, until),
    moved,
  };
}
