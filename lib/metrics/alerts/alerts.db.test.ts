import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { isAppError } from "@/lib/http/app-error";
import { putTraces, type TestTrace } from "@/lib/metrics/test-traces";
import { createWebhook } from "@/lib/notifications/create-webhook";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import type { AlertInput } from "./alert-contract";
import { getAlert, listAlerts } from "./alert-reads";
import { checkAlerts } from "./check-alerts";
import { createAlert } from "./create-alert";
import { deleteAlert } from "./delete-alert";
import { previewAlert } from "./preview-alert";
import { updateAlert } from "./update-alert";

const HOUR_MS = 3_600_000;
const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
const minute = (n: number) => new Date(hour + n * 60_000);

const rule: AlertInput = {
  name: "Escalation",
  metric: "escalation_rate",
  comparator: ">",
  threshold: 0.08,
  windowMinutes: 60,
  forMinutes: 0,
  minSamples: 20,
  filter: { prompt: "support/triage", environment: "production" },
};

const some = (at: Date, escalated: number, n: number): TestTrace[] =>
  Array.from({ length: n }, (_, index) => ({
    at: new Date(at.getTime() + index * 100),
    prompt: "support/triage",
    environment: "production",
    outcome: index < escalated ? "escalated" : "succeeded",
  }));

let project: TestProject;
beforeEach(async () => {
  project = await makeTestProject();
});

const inbox = (type: string) =>
  db.notification.count({ where: { projectId: project.id, userId: project.viewer.userId, type } });
const check = (at: Date) => checkAlerts(at, project.id);

describe("an alert", () => {
  test("tells everyone once when its metric is beyond the bar, however many workers look", async () => {
    await createWebhook(project.admin, {
      url: "https://hooks.example.com/galley",
      types: ["alert.breached"],
      format: "json",
    });
    const { id } = await createAlert(project.editor, rule);
    await putTraces(project.id, some(new Date(hour), 10, 60));
    await Promise.all([check(minute(1)), check(minute(1)), check(minute(1)), check(minute(1))]);
    await check(minute(2));
    expect(await inbox("alert.breached")).toBe(1);
    const deliveries = await db.webhookDelivery.findMany({
      where: { webhook: { projectId: project.id } },
    });
    expect(deliveries.map(({ type }) => type)).toEqual(["alert.breached"]);
    expect(deliveries[0]?.payload).toMatchObject({
      sentence: "Alert “Escalation”: the metric is beyond its bar.",
      data: {
        path: `metrics?alert=${id}`,
        text: "Escalation rate 16.7 % over 1 h, n = 60; it breaches above 8 %",
        alert: { value: 10 / 60, n: 60, threshold: 0.08 },
      },
    });
    const alert = await getAlert(project.viewer, id);
    expect(alert.state).toBe("breached");
    expect(alert.history).toHaveLength(1);
    const events = await db.event.count({
      where: { projectId: project.id, type: "alert.breached" },
    });
    expect(events).toBe(1);
  });

  test("waits until the breach has lasted, and tells when it is over", async () => {
    const { id } = await createAlert(project.editor, { ...rule, forMinutes: 10 });
    await putTraces(project.id, some(new Date(hour), 10, 60));
    await check(minute(1));
    expect(await getAlert(project.viewer, id)).toMatchObject({
      state: "ok",
      beyondSince: minute(1).toISOString(),
      lastSamples: 60,
    });
    await check(minute(11));
    expect(await inbox("alert.breached")).toBe(1);
    await putTraces(project.id, some(minute(12), 0, 300));
    await check(minute(13));
    expect(await inbox("alert.recovered")).toBe(1);
    expect((await getAlert(project.viewer, id)).history.map(({ state }) => state)).toEqual([
      "ok",
      "breached",
      "ok",
    ]);
  });

  test("has a state of its own for no data, told once, and counts its own prompt only", async () => {
    const { id } = await createAlert(project.editor, rule);
    await putTraces(project.id, some(new Date(hour), 0, 30));
    await putTraces(project.id, [
      { at: new Date(hour), prompt: "other", environment: "production", outcome: "escalated" },
    ]);
    await check(minute(1));
    expect(await getAlert(project.viewer, id)).toMatchObject({ state: "ok", lastSamples: 30 });
    const twoHoursLater = new Date(hour + 2 * HOUR_MS);
    await check(twoHoursLater);
    await check(new Date(twoHoursLater.getTime() + 60_000));
    expect(await inbox("alert.no_data")).toBe(1);
    expect(await getAlert(project.viewer, id)).toMatchObject({
      state: "no_data",
      lastValue: null,
      lastSamples: 0,
    });
  });

  test("says nothing at its first look unless it breaches", async () => {
    await createAlert(project.editor, rule);
    await check(minute(1));
    expect(await db.notification.count({ where: { projectId: project.id } })).toBe(0);
  });

  test("is not looked at while it is paused, and starts over with a new bar", async () => {
    const { id } = await createAlert(project.editor, rule);
    await putTraces(project.id, some(new Date(hour), 10, 60));
    await updateAlert(project.editor, id, { isEnabled: false });
    await check(minute(1));
    expect(await inbox("alert.breached")).toBe(0);
    await updateAlert(project.editor, id, { isEnabled: true, threshold: 0.5 });
    await check(minute(2));
    expect((await getAlert(project.viewer, id)).state).toBe("ok");
    await updateAlert(project.editor, id, { threshold: 0.09 });
    expect((await getAlert(project.viewer, id)).checkedAt).toBeNull();
    await check(minute(3));
    expect(await inbox("alert.breached")).toBe(1);
  });

  test("is made by editors, seen by viewers, and its name is free once it is removed", async () => {
    await expect(createAlert(project.viewer, rule)).rejects.toSatisfy(
      (error) => isAppError(error) && error.status === 403,
    );
    const { id } = await createAlert(project.editor, rule);
    await expect(createAlert(project.editor, rule)).rejects.toSatisfy(
      (error) => isAppError(error) && error.status === 409,
    );
    await deleteAlert(project.editor, id);
    expect((await listAlerts(project.viewer)).data).toEqual([]);
    await createAlert(project.editor, rule);
    const stranger = await makeTestProject();
    await expect(getAlert(stranger.admin, id)).rejects.toSatisfy(
      (error) => isAppError(error) && error.status === 404,
    );
  });
});

test("a preview says when the rule would have fired in the last 14 days", async () => {
  const daysAgo = (days: number) => new Date(hour - days * 24 * HOUR_MS);
  await putTraces(project.id, [
    ...some(daysAgo(10), 2, 60),
    ...some(daysAgo(5), 12, 60),
    ...some(daysAgo(2), 30, 60),
  ]);
  const { name: _, ...withoutName } = rule;
  const preview = await previewAlert(project.editor, withoutName);
  // A window of one hour before the present one: each busy hour is seen twice.
  const minutesAfter = (at: Date, minutes: number) =>
    new Date(at.getTime() + minutes * 60_000).toISOString();
  expect(preview.breaches).toEqual([
    { from: minutesAfter(daysAgo(5), 1), to: minutesAfter(daysAgo(5), 121), peak: 0.2 },
    { from: minutesAfter(daysAgo(2), 1), to: minutesAfter(daysAgo(2), 121), peak: 0.5 },
  ]);
  expect(preview).toMatchObject({ breachedHours: 4, hours: 336, noDataHours: 330 });
  expect(preview.now).toEqual({ value: null, n: 0 });
});
