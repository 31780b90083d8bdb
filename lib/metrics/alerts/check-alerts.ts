import "server-only";
import { systemActor } from "@/lib/auth/actor";
import { db, type Prisma } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { formatCount } from "@/lib/format-number";
import { log } from "@/lib/http/log";
import { DEFINITIONS } from "@/lib/metrics/metric";
import { announce } from "@/lib/notifications/announce";
import type { AlertState } from "./alert-contract";
import { type AlertReading, computeAlert } from "./alert-reading";
import { alertNews, nextAlertMoment } from "./alert-state";
import { storedMetric, storedScope } from "./find-alert";
import { loadWatchedNow } from "./load-alert-metric";
import { writeReading } from "./write-reading";

const EVERY_MS = 30_000;
const BATCH = 100;

const WITH_PROJECT = {
  project: { select: { id: true, slug: true } },
} satisfies Prisma.AlertInclude;
type Watching = Prisma.AlertGetPayload<{ include: typeof WITH_PROJECT }>;
type Reading = Pick<AlertReading, "value" | "n">;

/**
 * Looks at every alert whose last look is half a minute ago. Workers do not take turns: whoever comes second
 * finds that the row has moved on (`checkedAt` is its version), so nothing is told twice.
 */
export async function checkAlerts(now = new Date(), projectId?: string): Promise<void> {
  const due = new Date(now.getTime() - EVERY_MS);
  for (let isMore = true; isMore; ) {
    const alerts = await db.alert.findMany({
      where: {
        archivedAt: null,
        isEnabled: true,
        OR: [{ checkedAt: null }, { checkedAt: { lte: due } }],
        ...(projectId ? { projectId } : {}),
      },
      include: WITH_PROJECT,
      orderBy: { checkedAt: { sort: "asc", nulls: "first" } },
      take: BATCH,
    });
    isMore = alerts.length === BATCH;
    for (const alert of alerts) {
      await checkAlert(alert, now).catch((error: unknown) => {
        isMore = false;
        log().warn({ err: error, alert: alert.id }, "an alert could not be checked");
      });
    }
  }
}

async function checkAlert(alert: Watching, now: Date): Promise<void> {
  const metric = storedMetric(alert.metric);
  const { projectId, windowMinutes } = alert;
  const window = await loadWatchedNow(
    { projectId, metric, filter: storedScope(alert.filter) },
    windowMinutes,
    now,
  );
  const comparator = alert.comparator === "<" ? "<" : ">";
  const { side, ...reading } = computeAlert({ ...alert, metric, comparator }, window);
  const next = nextAlertMoment(alert, alert, side, now);
  const news = alertNews(alert.state, next.state, alert.checkedAt !== null);
  const actor = systemActor(alert.project, "Galley, by rule");
  await db.$transaction(async (tx) => {
    const { count } = await tx.alert.updateMany({
      where: {
        id: alert.id,
        state: alert.state,
        checkedAt: alert.checkedAt,
        isEnabled: true,
        archivedAt: null,
      },
      data: {
        beyondSince: next.beyondSince,
        lastValue: reading.value,
        lastSamples: reading.n,
        checkedAt: now,
        ...(next.state === alert.state ? {} : { state: next.state, stateSince: now }),
      },
    });
    if (count === 0 || next.state === alert.state) return;
    await tx.alertChange.create({
      data: {
        alertId: alert.id,
        state: next.state,
        value: reading.value,
        samples: reading.n,
        at: now,
      },
    });
    if (!news) return;
    await announce(tx, actor, {
      type: news,
      data: {
        path: `metrics?alert=${alert.id}`,
        title: alert.name,
        text: inWords(alert, reading, next.state),
        alert: {
          id: alert.id,
          metric,
          comparator: alert.comparator,
          threshold: alert.threshold,
          windowMinutes,
          ...reading,
        },
      },
    });
    await recordEvent(tx, actor, {
      type: news,
      subject: { type: "alert", id: alert.id },
      data: { name: alert.name, metric, threshold: alert.threshold, ...reading },
    });
  });
}

function inWords(alert: Watching, { value, n }: Reading, state: AlertState): string {
  const metric = storedMetric(alert.metric);
  const { label } = DEFINITIONS[metric];
  const bar = `${alert.comparator === ">" ? "above" : "below"} ${writeReading(metric, alert.threshold)}`;
  const over = `over ${alert.windowMinutes / 60} h`;
  const samples = `n = ${formatCount(n)}`;
  return value === null || state === "no_data"
    ? `${label} ${over}: ${samples}, too few to tell`
    : `${label} ${writeReading(metric, value)} ${over}, ${samples}; it breaches ${bar}`;
}
