import { z } from "zod";
import { defineRoute, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";
import { Metric, MetricScope } from "@/lib/metrics/contract";

export const MAX_ALERTS = 50;

/** Rollups are by the hour, so a window is whole hours: the present one and those before it. */
export const WINDOWS = [60, 180, 360, 720, 1_440, 10_080] as const;

export const AlertState = z.enum(["ok", "breached", "no_data"]).meta({ id: "AlertState" });
export type AlertState = z.infer<typeof AlertState>;

const AlertScope = z.strictObject(MetricScope.shape);

const rule = {
  metric: Metric,
  comparator: z.enum([">", "<"]),
  threshold: z
    .number("Give the bar as a number; rates as fractions, 0.08 for 8 %.")
    .min(0)
    .max(1_000_000_000),
  windowMinutes: z.literal(WINDOWS, { error: `One of ${WINDOWS.join(", ")} minutes.` }),
  forMinutes: z.int().min(0).max(1_440),
  minSamples: z.int().min(1).max(1_000_000),
  filter: AlertScope,
} as const;

/** A metric, its bar, and over which traces; rates are fractions. */
export const AlertRule = z.strictObject({
  ...rule,
  windowMinutes: rule.windowMinutes.default(60),
  forMinutes: rule.forMinutes.default(0),
  minSamples: rule.minSamples.default(10),
  filter: rule.filter.default({}),
});
export type AlertRule = z.infer<typeof AlertRule>;

const AlertName = z.string().trim().min(1, "Give the alert a name.").max(80);

export const AlertInput = AlertRule.extend({ name: AlertName }).meta({ id: "AlertInput" });
export type AlertInput = z.infer<typeof AlertInput>;

export const AlertEdit = z
  .strictObject({ ...rule, name: AlertName, isEnabled: z.boolean() })
  .partial()
  .meta({ id: "AlertEdit" });
export type AlertEdit = z.infer<typeof AlertEdit>;

export const Alert = z
  .object({
    id: z.string(),
    name: z.string(),
    metric: Metric,
    comparator: z.enum([">", "<"]),
    threshold: z.number(),
    windowMinutes: z.int(),
    forMinutes: z.int(),
    minSamples: z.int(),
    filter: AlertScope,
    isEnabled: z.boolean(),
    state: AlertState,
    stateSince: Timestamp,
    /** Since when it is beyond the bar, while `forMinutes` have not passed yet. */
    beyondSince: Timestamp.nullable(),
    lastValue: z.number().nullable(),
    lastSamples: z.int().nullable(),
    checkedAt: Timestamp.nullable(),
    createdBy: z.string(),
    createdAt: Timestamp,
    /** Its changes of state, newest first, at most 20. */
    history: z.array(
      z.object({
        state: AlertState,
        value: z.number().nullable(),
        samples: z.int().nullable(),
        at: Timestamp,
      }),
    ),
  })
  .meta({ id: "Alert" });
export type Alert = z.infer<typeof Alert>;

/** What a rule would have done in the last 14 days, from the traces and outcomes as they are now. */
export const AlertPreview = z.object({
  /** Each of them, oldest first. */
  breaches: z.array(z.object({ from: Timestamp, to: Timestamp.nullable(), peak: z.number() })),
  breachedHours: z.int(),
  noDataHours: z.int(),
  hours: z.int(),
  /** How often it was looked: every minute, or every hour where there are too many traces to count by minute. */
  step: z.enum(["minute", "hour"]),
  now: z.object({ value: z.number().nullable(), n: z.int() }),
});
export type AlertPreview = z.infer<typeof AlertPreview>;

const base = "/api/v1/projects/{project}/alerts" as const;
const read = { scope: "traces:read" } as const;
const write = { scope: "releases:write", role: "editor" } as const;
const AlertParams = ProjectParams.extend({ id: z.string().min(1).max(60) });

export const listAlertsRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "The project's alerts with their states, at most 50",
  access: read,
  params: ProjectParams,
  response: listOf(Alert),
});

export const createAlertRoute = defineRoute({
  method: "POST",
  path: base,
  summary: "Notify members and webhooks when a metric stays beyond a bar, or has no data",
  access: write,
  params: ProjectParams,
  body: AlertInput,
  status: 201,
  response: Alert,
});

export const getAlertRoute = defineRoute({
  method: "GET",
  path: `${base}/{id}`,
  summary: "One alert with its history",
  access: read,
  params: AlertParams,
  response: Alert,
});

export const editAlertRoute = defineRoute({
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change, pause or resume an alert; a changed rule starts over",
  access: write,
  params: AlertParams,
  body: AlertEdit,
  response: Alert,
});

export const removeAlertRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Remove an alert",
  access: write,
  params: AlertParams,
  status: 204,
});

export const previewAlertRoute = defineRoute({
  method: "POST",
  path: `${base}/previews`,
  summary: "When a rule would have fired in the last 14 days",
  access: write,
  params: ProjectParams,
  body: AlertRule,
  response: AlertPreview,
});
