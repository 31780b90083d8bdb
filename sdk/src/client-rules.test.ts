import { describe, expect, test, vi } from "vitest";
import { type Source, sourcesBelow } from "@/scripts/testing/sources";
import { Galley, type GalleyError, isGalleyError } from "./index";
import { NAME, useFakeGalley } from "./testing/connect";
import { API_KEY, refuse } from "./testing/fake-galley";

const fake = useFakeGalley();

describe("options", () => {
  const good = { apiKey: API_KEY, baseUrl: "https://galley.test" };

  test.each([
    [{ ...good, apiKey: "" }, /apiKey is missing/],
    [{ ...good, apiKey: "two words" }, /apiKey/],
    [{ ...good, baseUrl: "galley.test" }, /full address/],
    [{ ...good, baseUrl: "ftp://galley.test" }, /full address/],
    [{ ...good, environment: "" }, /environment/],
    [{ ...good, maxAgeMs: -1 }, /maxAgeMs/],
    [{ ...good, timeoutMs: Number.NaN }, /timeoutMs/],
  ])("%j are refused at once", (options, message) => {
    expect(() => new Galley(options)).toThrow(message);
  });

  test("a browser is no place for a key", () => {
    vi.stubGlobal("window", {});
    vi.stubGlobal("document", {});
    try {
      expect(() => new Galley(good)).toThrow(/never in a browser/);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("requests", () => {
  test("wait as long as the server asks, and give up when that is beyond the budget", async () => {
    fake.server.intercept = (_request, response) => {
      refuse(response, 429, "too_many_requests", { "retry-after": "60" });
      return true;
    };
    const galley = fake.connect();
    const error: unknown = await galley.prompt(NAME).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "rate_limited", status: 429, retryAfterMs: 60_000 });
    expect(fake.server.requests).toHaveLength(1);
  });

  test("are tried again after an error of the server, not after a refusal", async () => {
    let status = 503;
    fake.server.intercept = (_request, response) => {
      refuse(response, status, "refused");
      return true;
    };
    await expect(fake.connect().prompt(NAME)).rejects.toMatchObject({ code: "unavailable" });
    expect(fake.server.requests).toHaveLength(3);
    status = 401;
    await expect(fake.connect().prompt(NAME)).rejects.toMatchObject({ code: "unauthenticated" });
    expect(fake.server.requests).toHaveLength(4);
  });

  test("of any route are sent as often as is wished, a POST under one id", async () => {
    const sent: unknown[] = [];
    fake.server.intercept = (request, response) => {
      sent.push([request.method, request.url, request.headers["idempotency-key"]]);
      if (sent.length < 4)
        refuse(response, sent.length === 2 ? 409 : 503, "again", { "retry-after": "0" });
      else response.end('{"id":"1"}');
      return true;
    };
    const galley = fake.connect({ retries: 3, project: "acme" });
    expect(await galley.request("POST", "runs", { prompt: "a" })).toEqual({ id: "1" });
    expect(new Set(sent.map(String)).size).toBe(1);
    expect(sent[0]).toEqual([
      "POST",
      "/api/v1/projects/acme/runs",
      expect.stringMatching(/^\w{32}$/),
    ]);
    await galley.request("GET", "/api/v1/api-key");
    expect(sent.at(-1)).toEqual(["GET", "/api/v1/api-key", undefined]);
  });

  test("that are not answered end in time", async () => {
    fake.server.intercept = () => true;
    const galley = fake.connect({ timeoutMs: 20, budgetMs: 50 });
    await expect(galley.prompt(NAME)).rejects.toMatchObject({ code: "timeout" });
    expect(await galley.prompt(NAME, { fallback: "" })).toMatchObject({ isFallback: true });
  });

  test("an error holds neither the key nor a prompt", async () => {
    await fake.server.stop();
    const error: unknown = await fake
      .connect()
      .prompt(NAME)
      .catch((thrown: unknown) => thrown);
    expect(isGalleyError(error)).toBe(true);
    expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain(API_KEY);
  });
});

describe("handlers", () => {
  test("that throw harm neither the client nor each other", async () => {
    const galley = fake.connect();
    const errors: GalleyError[] = [];
    galley.on("error", () => {
      throw new Error("a mistake of the application");
    });
    galley.on("error", (error) => errors.push(error));
    await galley.outcome("nonsense", { outcome: "failed" });
    expect(errors).toHaveLength(1);
  });

  test("end with their signal, and an error that nobody takes is logged once", async () => {
    const lines: string[] = [];
    const galley = fake.connect({ log: (line) => lines.push(line) });
    const end = new AbortController();
    const handler = vi.fn();
    galley.on("error", handler, { signal: end.signal });
    end.abort();
    await galley.outcome("nonsense", { outcome: "failed" });
    await galley.outcome("nonsense", { outcome: "failed" });
    expect(handler).not.toHaveBeenCalled();
    expect(lines).toEqual([expect.stringMatching(/^galley-sdk: This is not a token/)]);
  });
});

test("ready and prefetch settle whatever happens", async () => {
  expect(await fake.connect().ready()).toEqual({ source: "none" });
  expect(await fake.connect({ prompts: [NAME] }).ready()).toEqual({ source: "network" });
  const { failed } = await fake.connect().prefetch([NAME, "no/such"]);
  expect(failed).toMatchObject([{ name: "no/such", error: { code: "not_found" } }]);
  fake.server.intercept = () => true;
  const late = await fake.connect({ prompts: [NAME] }).ready({ timeoutMs: 1 });
  expect(late).toEqual({ source: "timeout" });
});

test("a closed client serves what it has, and closing twice is allowed", async () => {
  const galley = fake.connect();
  await galley.prompt(NAME);
  await galley.close();
  await galley.close();
  expect(await galley.prompt(NAME)).toMatchObject({ version: 1 });
  await expect(galley.prompt("no/copy")).rejects.toMatchObject({ code: "closed" });
});

const sources = sourcesBelow("sdk/src").filter(({ path }) => !/\.test\.ts$|\/testing\//.test(path));
const isOfCommand = ({ path }: Source) => path.startsWith("sdk/src/cli/");

const listForeign = (of: readonly Source[], allowed: RegExp) =>
  of.flatMap(({ path, imports }) =>
    imports.filter((target) => !allowed.test(target)).map((target) => `${path}: ${target}`),
  );

const listShared = (of: readonly Source[]) => {
  const targets = of.flatMap(({ imports }) => imports.filter((target) => target.includes("/lib/")));
  return [...new Set(targets.map((target) => target.replace(/^(\.\.\/)+/, "")))].sort();
};

test("the command needs no package, uses the client as everybody does, and decides as the server does", () => {
  const command = sources.filter(isOfCommand);
  expect(command.length).toBeGreaterThan(10);
  // Another file of the client would be bundled a second time.
  expect(
    listForeign(command, /^(?:\.\/|\.\.\/index$|\.\.\/\.\.\/(?:package\.json|\.\.\/lib\/)|node:)/),
  ).toEqual([]);
  expect(listShared(command)).toEqual([
    "lib/format-number",
    "lib/runs/results/case-outcome",
    "lib/specs/gates/closed-gates",
    "lib/specs/gates/format-gate",
    "lib/stats/verdicts/interval-verdict",
  ]);
});

test("the client needs no package, and nothing of Node until it is used", () => {
  const client = sources.filter((source) => !isOfCommand(source));
  expect(client.length).toBeGreaterThan(20);
  expect(listForeign(client, /^\./)).toEqual([]);
  expect(listShared(client)).toEqual([
    "lib/deployments/assign-arm",
    "lib/deployments/choose-version",
    "lib/http/body/is-record",
    "lib/prompts/template/render-template",
    "lib/providers/sdk/is-strict-schema",
  ]);
});
