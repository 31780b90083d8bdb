import { describe, expect, test } from "vitest";
import type { GalleyError } from "../index";
import { eventually, NAME, useFakeGalley } from "../testing/connect";
import { refuse, versionOf } from "../testing/fake-galley";

const fake = useFakeGalley();
const trace = (id: string) => ({
  id,
  startedAt: "2026-11-22T09:30:00.000Z",
  endedAt: "2026-11-22T09:30:01.000Z",
});

describe("track", () => {
  test("measures a call and sends what served it, for whom, and what it used", async () => {
    const galley = fake.connect();
    const candidate = versionOf(2);
    fake.server.live.set(NAME, { stable: versionOf(1), candidate, percent: 100, salt: "s" });
    const handle = await galley.prompt(NAME, { unit: "user-42" });
    const answer = { usage: { prompt_tokens: 10, completion_tokens: 3 } };
    const result = await galley.track(
      handle,
      (call) => {
        call.retried();
        call.outcome("succeeded");
        return answer;
      },
      { attributes: { customer_tier: "plus" } },
    );
    expect(result).toBe(answer);
    await galley.flush();
    expect(fake.server.traces).toEqual([
      expect.objectContaining({
        id: handle.traceId,
        prompt: NAME,
        version: 2,
        arm: "candidate",
        unit: "user-42",
        environment: "production",
        outcome: "succeeded",
        attributes: { customer_tier: "plus" },
        steps: [
          expect.objectContaining({
            kind: "llm",
            provider: "openai",
            model: "gpt-4.1-mini",
            inputTokens: 10,
            outputTokens: 3,
            retries: 1,
          }),
        ],
      }),
    ]);
    expect(fake.server.traces[0]).not.toHaveProperty("input");
  });

  test("throws what the call throws, and the trace has it", async () => {
    const galley = fake.connect();
    const handle = await galley.prompt(NAME);
    const failure = new TypeError("the model is out");
    const tracked = galley.track(handle, () => {
      throw failure;
    });
    await expect(tracked).rejects.toBe(failure);
    await galley.flush();
    expect(fake.server.traces).toMatchObject([{ error: "TypeError: the model is out" }]);
    expect(fake.server.traces[0]).not.toHaveProperty("outcome");
  });
});

describe("outcome", () => {
  test("is told from another process by the token alone", async () => {
    const { token, traceId } = await fake.connect().prompt(NAME, { unit: "user-42" });
    expect(token).toMatch(/^[\w.-]+$/);
    expect(token).not.toContain("user-42");
    const result = await fake.connect().outcome(token, { outcome: "escalated", score: 2 });
    expect(result).toEqual({ isAccepted: true });
    expect(fake.server.feedback).toEqual([
      { id: traceId, body: { outcome: "escalated", score: 2 }, key: expect.any(String) },
    ]);
  });

  test("tried again is one outcome", async () => {
    const galley = fake.connect();
    const { token } = await galley.prompt(NAME);
    let failures = 0;
    const keys = new Set<unknown>();
    fake.server.intercept = (request, response) => {
      keys.add(request.headers["idempotency-key"]);
      failures += 1;
      if (failures > 2) return false;
      refuse(response, 503, "unavailable");
      return true;
    };
    expect((await galley.outcome(token, { outcome: "failed" })).isAccepted).toBe(true);
    expect(keys.size).toBe(1);
  });

  test("that cannot be sent is told, never thrown", async () => {
    const galley = fake.connect();
    const errors: GalleyError[] = [];
    galley.on("error", (error) => errors.push(error));
    const result = await galley.outcome("nonsense", { outcome: "failed" });
    expect(result).toMatchObject({ isAccepted: false, error: { code: "bad_token" } });
    expect(errors.map(({ code }) => code)).toEqual(["bad_token"]);
  });
});

describe("the queue", () => {
  test("sends many traces in few requests", async () => {
    const galley = fake.connect();
    for (let index = 0; index < 250; index += 1) galley.trace(trace(`t${index}`));
    await galley.close();
    expect(new Set(fake.server.traces.map(({ id }) => id)).size).toBe(250);
    expect(fake.server.count(/traces$/)).toBeLessThanOrEqual(4);
  });

  test("keeps what cannot be sent until it can, and no more than it may", async () => {
    const galley = fake.connect({ maxQueue: 50 });
    const errors: GalleyError[] = [];
    galley.on("error", (error) => errors.push(error));
    fake.server.intercept = (_request, response) => {
      refuse(response, 503, "unavailable");
      return true;
    };
    for (let index = 0; index < 60; index += 1) galley.trace(trace(`t${index}`));
    await galley.flush();
    expect(galley.droppedTraces).toBe(10);
    expect(errors.filter(({ code }) => code === "dropped")).toHaveLength(1);
    expect(errors.at(-1)).toMatchObject({ code: "unavailable", status: 503 });
    fake.server.intercept = () => false;
    await galley.flush();
    expect(fake.server.traces).toHaveLength(50);
  });

  test("drops what Galley refuses, and says so", async () => {
    const galley = fake.connect();
    fake.server.intercept = (request, response) => {
      const isTrace = request.method === "POST";
      if (isTrace) refuse(response, 403, "forbidden");
      return isTrace;
    };
    galley.trace(trace("t1"));
    await galley.flush();
    expect(galley.droppedTraces).toBe(1);
    fake.server.intercept = () => false;
    await galley.flush();
    expect(fake.server.traces).toEqual([]);
  });

  test("sends by itself after a while", async () => {
    const galley = fake.connect({ flushMs: 1 });
    galley.trace(trace("t1"));
    await eventually(() => expect(fake.server.traces).toHaveLength(1));
  });

  test("what cannot be written as JSON is dropped alone", async () => {
    const galley = fake.connect();
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    galley.trace({ ...trace("t1"), attributes: loop });
    galley.trace(trace("t2"));
    await galley.flush();
    expect(fake.server.traces.map(({ id }) => id)).toEqual(["t2"]);
  });
});
