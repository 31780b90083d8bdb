import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { attack } from "@/scripts/testing/attack";
import { onceOnly } from "./idempotency";

const who = "the network and kill -9";
const request = { path: "/prompts", content: '{"name":"support/triage"}' };

async function makeRequest() {
  const project = await makeTestProject();
  const actor: Actor = project.editor;
  const by = { projectId: project.id, actorId: project.editor.userId, key: randomUUID() };
  const create = async () => ({
    status: 201,
    body: await createPrompt(actor, { name: "support/triage", kind: "chat" }),
  });
  const send = (answer: () => Promise<{ status: number; body: unknown }> = create) =>
    onceOnly(by, request, answer);
  const prompts = () => db.prompt.count({ where: { projectId: project.id } });
  return { by, create, send, prompts };
}

type Sent = Awaited<ReturnType<typeof makeRequest>>;

/** What a killed process leaves: it neither answers nor beats any more, and a minute passes. */
async function killed({ by }: Pick<Sent, "by">) {
  const past = new Date(Date.now() - 1_000);
  await db.idempotencyKey.update({
    where: { projectId_actorId_key: by },
    data: { leaseUntil: past },
  });
}

/** A point in the first request that the test waits for, and that never goes on unless told. */
function makeStop() {
  let reach = () => {};
  let goOn = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const rest = new Promise<void>((resolve) => (goOn = resolve));
  const stop = () => {
    reach();
    return rest;
  };
  return { stop, reached, goOn };
}

attack(who, "kills the process between the claim and the write; the client repeats", async () => {
  const sent = await makeRequest();
  const { stop, reached } = makeStop();
  void sent.send(async () => {
    await stop();
    return sent.create();
  });
  await reached;
  await expect(sent.send()).rejects.toMatchObject({ code: "in_progress" });
  await killed(sent);
  expect(await sent.send()).toMatchObject({ status: 201 });
  expect(await sent.send()).toMatchObject({ status: 201 });
  expect(await sent.prompts()).toBe(1);
  return "409 until the lease ends, then 201; written once";
});

attack(who, "kills the process between the commit and the answer; the client repeats", async () => {
  const sent = await makeRequest();
  const { stop, reached } = makeStop();
  void sent.send(async () => {
    const first = await sent.create();
    await stop();
    return first;
  });
  await reached;
  await expect(sent.send()).rejects.toMatchObject({ code: "in_progress" });
  await killed(sent);
  await expect(sent.send()).rejects.toMatchObject({
    code: "already_written",
    message: expect.stringMatching(/\(prompt [0-9a-f-]{36}\)/),
  });
  expect(await sent.prompts()).toBe(1);
  return "409 that names what was written; written once";
});

attack(who, "wakes a process that hung for a minute, after a repeat took over", async () => {
  const sent = await makeRequest();
  const { stop, reached, goOn } = makeStop();
  const first = sent.send(async () => {
    await stop();
    const { status, body } = await sent.create();
    return { status, body };
  });
  const outcome = first.then(
    () => null,
    (error: unknown) => error,
  );
  await reached;
  await killed(sent);
  // The second holds the key and has not written yet.
  const second = makeStop();
  const repeated = sent.send(async () => {
    await second.stop();
    return sent.create();
  });
  await second.reached;
  goOn();
  expect(await outcome).toMatchObject({ code: "in_progress" });
  expect(await sent.prompts()).toBe(0);
  second.goOn();
  expect(await repeated).toMatchObject({ status: 201 });
  expect(await sent.prompts()).toBe(1);
  return "the late write is undone; written once";
});

attack(who, "sends the same request twenty times at once", async () => {
  const sent = await makeRequest();
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () =>
      sent.send().then(
        ({ status }) => status,
        ({ code }: { code: string }) => code,
      ),
    ),
  );
  expect(outcomes).toContain(201);
  expect(outcomes.filter((one) => one !== 201 && one !== "in_progress")).toEqual([]);
  expect(await sent.prompts()).toBe(1);
  return "written once";
});

attack(who, "takes a killed request's key over twenty times at once", async () => {
  const sent = await makeRequest();
  const { stop, reached } = makeStop();
  void sent.send(async () => {
    await stop();
    return sent.create();
  });
  await reached;
  await killed(sent);
  let runs = 0;
  await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      sent.send(() => {
        runs++;
        return sent.create();
      }),
    ),
  );
  expect([runs, await sent.prompts()]).toEqual([1, 1]);
  return "one repeat runs; written once";
});

test("a request that failed before it wrote may be repeated at once", async () => {
  const sent = await makeRequest();
  await expect(sent.send(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await sent.send()).toMatchObject({ status: 201 });
});

test("a request that failed after it had written is not carried out again", async () => {
  const sent = await makeRequest();
  const failing = sent.send(async () => {
    await sent.create();
    throw new Error("the answer broke");
  });
  await expect(failing).rejects.toThrow("the answer broke");
  await expect(sent.send()).rejects.toMatchObject({ code: "already_written" });
});

test("a killed request's key is not free for another request", async () => {
  const sent = await makeRequest();
  const { stop, reached } = makeStop();
  void sent.send(async () => {
    await stop();
    return sent.create();
  });
  await reached;
  await killed(sent);
  const other = onceOnly(sent.by, { ...request, content: "{}" }, sent.create);
  await expect(other).rejects.toMatchObject({ code: "invalid" });
});
