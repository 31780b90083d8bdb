import { describe, expect, test, vi } from "vitest";
import { eventually, NAME, useFakeGalley } from "../testing/connect";
import { FakeGalley, refuse, versionOf } from "../testing/fake-galley";

const fake = useFakeGalley();
const stream = { stream: true };

const isStreaming = () => eventually(() => expect(fake.server.openStreams).toBe(1));

describe("the stream", () => {
  test("brings a release and a roll-back without a question", async () => {
    const galley = fake.connect(stream);
    const versions: (number | null)[] = [];
    galley.on("change", ({ version }) => versions.push(version));
    await galley.prompt(NAME);
    await isStreaming();
    fake.server.release(NAME, { stable: versionOf(2) });
    await eventually(async () => expect(await galley.prompt(NAME)).toMatchObject({ version: 2 }));
    fake.server.release(NAME, { stable: versionOf(1) });
    await eventually(async () => expect(await galley.prompt(NAME)).toMatchObject({ version: 1 }));
    expect(versions).toEqual([2, 1]);
    expect(fake.server.count(/serving$/)).toBe(1);
  });

  test("tells of a rollout's progress, not only of its versions", async () => {
    const galley = fake.connect(stream);
    await galley.prompt(NAME);
    await isStreaming();
    const changed = vi.fn();
    galley.on("change", changed);
    const rollout = { stable: versionOf(1), candidate: versionOf(2), salt: "s", rolloutId: "r" };
    fake.server.release(NAME, { ...rollout, percent: 10 });
    fake.server.release(NAME, { ...rollout, percent: 50 });
    await eventually(() => expect(changed).toHaveBeenCalledTimes(2));
    expect(changed.mock.lastCall?.[0].candidate).toEqual({ version: 2, percent: 50 });
  });

  test("is made again after a restart, and brings what was missed", async () => {
    const galley = fake.connect(stream);
    await galley.prompt(NAME);
    await isStreaming();
    const { port } = fake.server;
    await fake.server.stop();
    expect(await galley.prompt(NAME)).toMatchObject({ version: 1 });
    fake.server = new FakeGalley();
    fake.server.live.set(NAME, { stable: versionOf(3) });
    await fake.server.start(port);
    await eventually(async () => expect(await galley.prompt(NAME)).toMatchObject({ version: 3 }));
  });

  test("keeps a copy fresh by its heartbeats", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const galley = fake.connect(stream);
    await galley.prompt(NAME);
    await isStreaming();
    vi.setSystemTime(Date.now() + 20_000);
    await eventually(async () => {
      fake.server.beat();
      expect((await galley.prompt(NAME)).ageMs).toBeLessThan(15_000);
    });
    expect(fake.server.count(/serving$/)).toBe(1);
  });

  test("that is not understood is answered by asking", async () => {
    const galley = fake.connect(stream);
    await galley.prompt(NAME);
    await isStreaming();
    fake.server.live.set(NAME, { stable: versionOf(2) });
    fake.server.push("event: serving\ndata: {\n\n");
    await eventually(async () => expect(await galley.prompt(NAME)).toMatchObject({ version: 2 }));
  });

  test("says that nothing is live any more", async () => {
    const galley = fake.connect(stream);
    await galley.prompt(NAME);
    await isStreaming();
    fake.server.live.delete(NAME);
    fake.server.push("event: offline\nid: offline\ndata: {}\n\n");
    await eventually(async () =>
      expect(await galley.prompt(NAME, { fallback: "" })).toMatchObject({ isFallback: true }),
    );
  });

  test("brings the first release of a prompt that had none", async () => {
    fake.server.live.delete(NAME);
    const galley = fake.connect(stream);
    const changed = vi.fn();
    galley.on("change", changed);
    await galley.prompt(NAME, { fallback: "" });
    await isStreaming();
    fake.server.release(NAME, { stable: versionOf(1) });
    await eventually(async () => expect(await galley.prompt(NAME)).toMatchObject({ version: 1 }));
    expect(changed.mock.calls).toEqual([
      [{ prompt: NAME, version: 1, previousVersion: null, candidate: null }],
    ]);
  });

  test("is not asked for again once the key is refused", async () => {
    const galley = fake.connect(stream);
    fake.server.intercept = (request, response) => {
      const isStream = request.url?.includes("/stream") ?? false;
      if (isStream) refuse(response, 401, "unauthenticated");
      return isStream;
    };
    await galley.prompt(NAME);
    await eventually(() => expect(fake.server.count(/stream/)).toBe(1));
    await galley.prompt("another/prompt", { fallback: "" });
    await eventually(() => expect(fake.server.count(/stream/)).toBe(2));
  });

  test("begins a moment after the first read, so that a short script ends by itself", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const galley = fake.connect(stream);
    await galley.prompt(NAME);
    await vi.advanceTimersByTimeAsync(299);
    expect(fake.server.count(/stream/)).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await isStreaming();
  });

  test("is open for twenty prompts at most, and Node warns of nothing", async () => {
    const warned = vi.fn();
    process.on("warning", warned);
    const galley = fake.connect(stream);
    const names = Array.from({ length: 30 }, (_, index) => `support/p${index}`);
    for (const name of names) fake.server.live.set(name, { stable: versionOf(1) });
    expect(await galley.prefetch(names)).toEqual({ failed: [] });
    await eventually(() => expect(fake.server.openStreams).toBe(20));
    await galley.close();
    process.off("warning", warned);
    expect(warned).not.toHaveBeenCalled();
  });

  test("ends with the client", async () => {
    const galley = fake.connect(stream);
    await galley.prompt(NAME);
    await isStreaming();
    await galley.close();
    await eventually(() => expect(fake.server.openStreams).toBe(0));
    expect(await galley.prompt(NAME)).toMatchObject({ version: 1 });
  });
});

test("without a stream, what is in use is asked for from time to time", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  const galley = fake.connect({ pollMs: 30_000 });
  await galley.prompt(NAME);
  fake.server.live.set(NAME, { stable: versionOf(2) });
  await vi.advanceTimersByTimeAsync(30_000);
  vi.useRealTimers();
  await eventually(() => expect(fake.server.count(/serving$/)).toBe(2));
});
