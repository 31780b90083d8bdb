import { describe, expect, test, vi } from "vitest";
import { percents, vectors } from "../../lib/deployments/assign-arm-vectors.json";
import type { Pin } from "../../lib/deployments/choose-version";
import pinned from "../../lib/deployments/choose-version-vectors.json";
import { isGalleyError, type PromptChange } from "./index";
import { eventually, NAME, useFakeGalley } from "./testing/connect";
import { refuse, versionOf } from "./testing/fake-galley";

const fake = useFakeGalley();
const { connect } = fake;

describe("a prompt", () => {
  test("comes with its content, and is compiled by the rules of the editor", async () => {
    const handle = await connect().prompt(NAME);
    expect(handle).toMatchObject({
      name: NAME,
      version: 1,
      model: { provider: "openai", name: "gpt-4.1-mini" },
      settings: { temperature: 0.2 },
      arm: "stable",
      source: "network",
      isFallback: false,
      isStale: false,
    });
    expect(handle.compile({ name: "Ada" })).toEqual([
      { role: "user", content: "Version 1 for Ada" },
    ]);
    expect(() => handle.compile({})).toThrow(/“name”/);
  });

  test("is asked for once by all who need it for the first time", async () => {
    const galley = connect();
    await Promise.all(Array.from({ length: 20 }, () => galley.prompt(NAME)));
    await galley.prompt(NAME);
    expect(fake.server.requests).toEqual([
      "GET /api/v1/api-key",
      "GET /api/v1/projects/acme/prompts/support%2Ftriage/serving",
    ]);
  });

  test("is asked for by a client that says its name", async () => {
    const agents = new Set<string | undefined>();
    fake.server.intercept = (request) => {
      agents.add(request.headers["user-agent"]);
      return false;
    };
    await connect().prompt(NAME);
    expect([...agents]).toEqual([expect.stringMatching(/^galley-sdk\/\d+\.\d+\.\d+$/)]);
  });

  test("of a project in the address needs no question which project it is", async () => {
    const galley = connect({ baseUrl: `${fake.server.baseUrl}/api/v1/projects/acme/` });
    await galley.prompt(NAME);
    expect(fake.server.count(/api-key/)).toBe(0);
  });

  test("is assigned as the server assigns", async () => {
    const units = vectors.filter((vector) => vector.salt === "s1");
    for (const percent of percents) {
      const stable = versionOf(1);
      fake.server.live.set(NAME, {
        stable,
        candidate: versionOf(2),
        percent,
        salt: "s1",
        rolloutId: "r",
      });
      const galley = connect();
      for (const vector of units) {
        const arm = vector.candidateAt.includes(percent) ? "candidate" : "stable";
        const handle = await galley.prompt(NAME, { unit: vector.unit });
        expect(handle).toMatchObject({ arm, version: arm === "candidate" ? 2 : 1, rolloutId: "r" });
      }
      expect(await galley.prompt(NAME)).toMatchObject({ arm: "stable", version: 1 });
    }
  });

  test("follows pins as the server does, in a rollout and without one", async () => {
    const rollout = { candidate: versionOf(2), percent: pinned.percent, salt: pinned.salt };
    const document = {
      ...{ stable: versionOf(1), versions: [versionOf(3)] },
      pins: pinned.pins as Pin[],
    };
    const versions = { stable: 1, candidate: 2 } as Record<string, number>;
    for (const isDuring of [true, false]) {
      fake.server.live.set(NAME, { ...document, ...(isDuring ? rollout : {}) });
      const galley = connect();
      for (const { unit, isPinned, inRollout, without } of pinned.vectors) {
        const target = isDuring ? inRollout : without;
        const version = typeof target === "number" ? target : versions[target];
        const arm = typeof target === "number" ? null : target;
        expect(await galley.prompt(NAME, { unit })).toMatchObject({ version, arm, isPinned });
      }
    }
  });

  test("ignores pins of a kind that it does not know, and never serves half a version", async () => {
    const pins = [{ units: ["ada"], share: 3 }, { units: ["grace"], version: 9 }, "nonsense"];
    fake.server.live.set(NAME, { stable: versionOf(1), pins: pins as unknown as Pin[] });
    const galley = connect();
    for (const unit of ["ada", "grace"])
      expect(await galley.prompt(NAME, { unit })).toMatchObject({ version: 1, arm: "stable" });
  });

  test("takes a number for a unit as the same text", async () => {
    const candidate = versionOf(2);
    fake.server.live.set(NAME, { stable: versionOf(1), candidate, percent: 50, salt: "s1" });
    const galley = connect();
    for (let unit = 0; unit < 20; unit += 1) {
      const [byNumber, byText] = await Promise.all([
        galley.prompt(NAME, { unit }),
        galley.prompt(NAME, { unit: String(unit) }),
      ]);
      expect([byNumber.arm, byNumber.unit]).toEqual([byText.arm, byText.unit]);
    }
    expect(await galley.prompt(NAME, { unit: null })).toMatchObject({ arm: "stable" });
  });

  test("by its number is that version, is kept, and has no arm", async () => {
    const galley = connect();
    expect(await galley.prompt(NAME, { version: 7 })).toMatchObject({ version: 7, arm: null });
    await galley.prompt(NAME, { version: 7 });
    expect(fake.server.count(/versions\/7/)).toBe(1);
  });
});

describe("without Galley", () => {
  test("a read without a copy rejects, with the fallback it does not", async () => {
    await fake.server.stop();
    const galley = connect();
    const error = await galley.prompt(NAME).catch((thrown: unknown) => thrown);
    expect(isGalleyError(error) && error.code).toBe("network");
    const fallback = { messages: [{ role: "user" as const, content: "Hello {{name}}" }] };
    const handle = await galley.prompt(NAME, { fallback });
    expect(handle).toMatchObject({ isFallback: true, version: null, arm: null, model: null });
    expect(handle.compile({ name: "Ada" })[0]?.content).toBe("Hello Ada");
    expect((await galley.prompt(NAME, { fallback: "" })).compile()).toEqual([
      { role: "user", content: "" },
    ]);
  });

  test("what was served before is served on, and says that it is stale", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const galley = connect({ maxAgeMs: 1_000 });
    await galley.prompt(NAME);
    await fake.server.stop();
    const stale = vi.fn();
    galley.on("stale", stale);
    vi.setSystemTime(Date.now() + 5_000);
    expect(await galley.prompt(NAME)).toMatchObject({ version: 1, isStale: true, ageMs: 5_000 });
    await galley.prompt(NAME);
    expect(stale.mock.calls).toEqual([[{ prompt: NAME, ageMs: 5_000 }]]);
    const late = vi.fn();
    galley.on("stale", late);
    expect(late).toHaveBeenCalledTimes(1);
  });

  test("a copy beyond its bound gives way to the fallback, and without one to an error", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const galley = connect({ maxAgeMs: 1_000, maxStaleMs: 300_000 });
    await galley.prompt(NAME);
    await fake.server.stop();
    vi.setSystemTime(Date.now() + 600_000);
    await expect(galley.prompt(NAME)).rejects.toMatchObject({ code: "too_old" });
    expect(await galley.prompt(NAME, { fallback: "Hello" })).toMatchObject({ isFallback: true });
  });

  test("a server that is away is not asked by every read", async () => {
    const galley = connect();
    await galley.prompt(NAME);
    fake.server.intercept = (_request, response) => {
      refuse(response, 503, "unavailable");
      return true;
    };
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + 120_000);
    for (let read = 0; read < 20; read += 1) await galley.prompt(NAME);
    expect(fake.server.count(/serving$/)).toBe(1 + 3);
  });
});

describe("freshness", () => {
  test("after ten idle minutes the first read gets what is live now", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const galley = connect();
    await galley.prompt(NAME);
    fake.server.live.set(NAME, { stable: versionOf(2) });
    vi.setSystemTime(Date.now() + 600_000);
    expect(await galley.prompt(NAME)).toMatchObject({ version: 2, isStale: false, ageMs: 0 });
  });

  test("a copy of some age is served at once and renewed behind the read", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const galley = connect({ pollMs: 1_000 });
    const changes: PromptChange[] = [];
    galley.on("change", (change) => changes.push(change));
    await galley.prompt(NAME);
    fake.server.live.set(NAME, { stable: versionOf(2) });
    vi.setSystemTime(Date.now() + 5_000);
    expect(await galley.prompt(NAME)).toMatchObject({ version: 1 });
    await eventually(async () => expect(await galley.prompt(NAME)).toMatchObject({ version: 2 }));
    expect(changes).toEqual([{ prompt: NAME, version: 2, previousVersion: 1, candidate: null }]);
  });

  test("what has not changed is not sent again", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const galley = connect();
    await galley.prompt(NAME);
    const answers: number[] = [];
    fake.server.intercept = (_request, response) => {
      response.on("finish", () => answers.push(response.statusCode));
      return false;
    };
    vi.setSystemTime(Date.now() + 120_000);
    expect(await galley.prompt(NAME)).toMatchObject({ version: 1, ageMs: 0 });
    expect(answers).toEqual([304]);
  });

  test("nothing live any more is no reason to serve what was", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const galley = connect();
    await galley.prompt(NAME);
    fake.server.live.delete(NAME);
    vi.setSystemTime(Date.now() + 120_000);
    await expect(galley.prompt(NAME)).rejects.toMatchObject({ code: "not_found", status: 404 });
  });

  test("a proxy's 404 is not Galley's", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const galley = connect();
    await galley.prompt(NAME);
    fake.server.intercept = (_request, response) => {
      response.writeHead(404).end("404 page not found");
      return true;
    };
    vi.setSystemTime(Date.now() + 120_000);
    expect(await galley.prompt(NAME)).toMatchObject({ version: 1, isStale: true });
  });
});
