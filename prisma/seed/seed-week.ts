import { db } from "@/lib/db/client";
import { updateCategory } from "@/lib/failure-categories/update-category";
import { AlertRule } from "@/lib/metrics/alerts/alert-contract";
import { createAlert } from "@/lib/metrics/alerts/create-alert";
import type { CreateOnlineScorer } from "@/lib/online-scorers/contract";
import { createOnlineScorer } from "@/lib/online-scorers/create-online-scorer";
import { dryRunOnlineScorer } from "@/lib/online-scorers/dry-run-online-scorer";
import { updateOnlineScorer } from "@/lib/online-scorers/update-online-scorer";
import { weekOf } from "@/lib/trace-reviews/iso-week";
import { freezeProject } from "@/lib/weeks/freeze-weeks";
import { updateWeek } from "@/lib/weeks/update-week";
import { type DemoPersonKey, ticketUrl } from "./content/demo-content";
import type { Deed } from "./content/demo-story";
import { triageSchema } from "./content/triage-versions";
import { type DemoTimes, hoursAfter } from "./demo-times";
import { actorOf } from "./seed-content";

const WEEK_HOURS = 7 * 24;
const TRIAGE = "support/triage";

const SCORERS: CreateOnlineScorer[] = [
  {
    name: "answer fits the schema",
    scorer: { kind: "json-schema", config: { schema: triageSchema } },
    prompt: TRIAGE,
    environment: "production",
    share: 0.03,
  },
  {
    name: "answers in 1.5 s",
    scorer: { kind: "latency", config: { maxMs: 1_500 } },
    environment: "production",
    share: 0.03,
  },
];

/** Whether the story was told to its end before. */
export async function isToldToTheEnd(projectId: string, times: DemoTimes): Promise<boolean> {
  const { week } = weekOf(hoursAfter(times.now, -WEEK_HOURS));
  const row = await db.week.findUnique({ where: { projectId_week: { projectId, week } } });
  return row?.frozen != null;
}

/** What the people decided in last week and in this one, and the end of last week. */
export function planWeeks(projectId: string, times: DemoTimes): Deed[] {
  const current = weekOf(times.now);
  const lastMonday = hoursAfter(current.from, -WEEK_HOURS);
  const chooses =
    times.rollback > current.from ? hoursAfter(times.rollback, 3) : hoursAfter(current.from, 33);
  const deeds: Deed[] = [
    { at: hoursAfter(lastMonday, 8), run: setUpFirstWeek },
    { at: hoursAfter(lastMonday, 56), run: () => chooseFirstChange(projectId) },
    ...SCORERS.map((scorer, index) => ({
      at: hoursAfter(lastMonday, 32 + index),
      run: () => enableScorer(scorer),
    })),
    { at: hoursAfter(lastMonday, 34), run: watchEscalations },
    { at: hoursAfter(current.from, 0.1), run: () => freezeLastWeek(projectId) },
    { at: hoursAfter(current.from, 8.5), run: takeTheLead },
    { at: chooses, run: () => chooseChange(projectId) },
  ];
  return deeds.filter(({ at }) => at < times.now);
}

/** Over a day, so that a demo that nobody feeds has data until tomorrow. */
async function watchEscalations(): Promise<void> {
  await createAlert(await actorOf("tomas"), {
    name: "Escalations above 20 %",
    ...AlertRule.parse({
      metric: "escalation_rate",
      comparator: ">",
      threshold: 0.2,
      windowMinutes: 1_440,
      minSamples: 100,
      filter: { prompt: TRIAGE, environment: "production" },
    }),
  });
}

const idOf = async (person: DemoPersonKey) => (await actorOf(person)).userId ?? undefined;

async function enableScorer(scorer: CreateOnlineScorer): Promise<void> {
  const tomas = await actorOf("tomas");
  const { id } = await createOnlineScorer(tomas, scorer);
  await dryRunOnlineScorer(tomas, id, new AbortController().signal);
  await updateOnlineScorer(tomas, id, { isEnabled: true });
}

const thisWeek = () => weekOf(new Date()).week;

/** Owners and targets stay from week to week. */
async function setUpFirstWeek(): Promise<void> {
  const [ines, tomas, priya] = await Promise.all([idOf("ines"), idOf("tomas"), idOf("priya")]);
  await updateWeek(await actorOf("priya"), thisWeek(), {
    ...(tomas ? { leadId: tomas } : {}),
    steps: {
      review: { ownerId: priya },
      group: { ownerId: priya },
      cases: { ownerId: ines, target: 8 },
      change: { ownerId: priya },
      options: { ownerId: ines, target: 2 },
      ship: { ownerId: tomas },
      monitor: { ownerId: priya },
    },
  });
}

async function chooseFirstChange(projectId: string): Promise<void> {
  const category = await db.failureCategory.findFirst({
    where: { projectId, name: "billing read as refund" },
  });
  await updateWeek(await actorOf("tomas"), thisWeek(), {
    change: {
      statement: "Double charges reach the billing desk",
      categoryId: category?.id ?? null,
      prompt: TRIAGE,
      ticketUrl: ticketUrl(377),
    },
  });
}

async function takeTheLead(): Promise<void> {
  const priya = await idOf("priya");
  if (priya) await updateWeek(await actorOf("priya"), thisWeek(), { leadId: priya });
}

/** After the rollback: what the next version is for. */
async function chooseChange(projectId: string): Promise<void> {
  const category = await db.failureCategory.findFirst({
    where: { projectId, name: "language not understood" },
  });
  await updateWeek(await actorOf("priya"), thisWeek(), {
    change: {
      statement: "Tickets in Spanish, Portuguese and Dutch reach the right desk",
      categoryId: category?.id ?? null,
      segment: "Non-English",
      prompt: TRIAGE,
      ticketUrl: ticketUrl(392),
    },
  });
}

async function freezeLastWeek(projectId: string): Promise<void> {
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId } });
  await freezeProject(project, new Date());
}

/** v2 was meant to end it; the first verdict that finds it again says that it has come back. */
export async function callBillingFixed(projectId: string): Promise<void> {
  const category = await db.failureCategory.findFirst({
    where: { projectId, name: "billing read as refund", state: "open" },
  });
  if (category) await updateCategory(await actorOf("priya"), category.id, { state: "fixed" });
}
