import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Api, expect, started, test } from "../fixtures";
import { recordAttack } from "./record-attack";
import { type ApiDocument, type Attempt, listAttempts } from "./worst-attempts";

/** What the product promises, whatever somebody sends: in JSON documents of 1 MB, about 350 ms on two idle cores. */
const HEALTH_UNITS = 25;
const AT_ONCE = 1;

interface HealthAnswer {
  at: number;
  ms: number;
  /** What a server that does nothing took at the same time: the machine's own slowness. */
  machineMs: number;
  /** How long the web process was at work meanwhile. */
  workMs: number;
  /** The work of a JSON document of 1 MB at the same time. */
  unitMs: number;
  status: number | string;
}

test("the worst request to every route leaves health answering", async ({
  project,
  api,
  baseURL,
}) => {
  test.setTimeout(300_000);
  await prepare(api);
  const response = await fetch(`${baseURL}/api/v1/openapi.json`);
  const document = (await response.json()) as ApiDocument;
  const attempts = await listAttempts(document, project, baseURL ?? "");
  expect(attempts.length).toBeGreaterThan(150);

  await Promise.all(attempts.map((attempt) => warmUp(baseURL ?? "", attempt)));
  const watch = await watchHealth(baseURL ?? "");
  const times: { attempt: Attempt; from: number; to: number; status: number }[] = [];
  const remaining = [...attempts];
  const send = async () => {
    for (let attempt = remaining.shift(); attempt; attempt = remaining.shift()) {
      const from = Date.now();
      const { method, path, type, body, cookie } = attempt;
      const answer = await fetch(`${baseURL}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${project.apiKey}`,
          ...(type ? { "content-type": type } : {}),
          ...(cookie ? { cookie } : {}),
        },
        ...(body === undefined ? {} : { body }),
      });
      await answer.arrayBuffer();
      times.push({ attempt, from, to: Date.now(), status: answer.status });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  const answers = await watch.stop();

  const slow = answers
    // A busy machine keeps health waiting too: only what the process itself did meanwhile is held against it.
    .filter(
      ({ ms, machineMs, workMs, unitMs }) =>
        Math.min(ms - machineMs, workMs) > HEALTH_UNITS * unitMs,
    )
    .map(({ at, ms }) => {
      const during = times.filter(({ from, to }) => from <= at + ms && to >= at);
      return `${Math.round(ms)} ms during ${during.map(({ attempt }) => attempt.name).join(", ")}`;
    });
  expect(slow).toEqual([]);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  // A refusal for the number of requests would say nothing about their cost.
  expect(times.filter(({ status }) => status === 429 || (status >= 500 && status !== 503))).toEqual(
    [],
  );
  const longest = Math.max(...answers.map(({ ms }) => ms));
  recordAttack({
    who: "key with all scopes",
    request: `the worst case of ${times.length} routes`,
    outcome: `${answers.length} answers of health, none after more than ${Math.round(longest)} ms`,
  });
});

/** What the addresses name exists, so that a request goes as far as it can. */
async function prepare(api: Api): Promise<void> {
  await api.post("/prompts", { name: "support/worst", kind: "chat" });
  const content = {
    messages: [{ role: "user", content: "Say {{text}}" }],
    model: { provider: "local", name: "baseline" },
    settings: {},
  };
  await api.post("/prompts/support%2Fworst/versions", { ...content, commitMessage: "First" });
  await api.post("/eval-sets", { name: "worst" });
  await api.importCsv("worst", "input.text,expected\nhello,hello\n");
}

/** The code of a route is loaded at its first request, once in the life of a process. */
async function warmUp(url: string, { method, path, type, cookie }: Attempt): Promise<void> {
  const isForm = type === "application/x-www-form-urlencoded";
  const headers = {
    "content-type": isForm ? type : "application/json",
    ...(cookie ? { cookie } : {}),
  };
  const body = method === "GET" ? {} : { body: isForm ? "json=true" : "{" };
  await (await fetch(`${url}${path}`, { method, headers, ...body })).arrayBuffer();
}

async function watchHealth(url: string): Promise<{ stop: () => Promise<HealthAnswer[]> }> {
  const pid = String(started().processes.web.pid);
  const child = fork(join(import.meta.dirname, "watch-health.mjs"), [url, pid]);
  await once(child, "message");
  return {
    async stop() {
      child.send("stop");
      const [answers] = (await once(child, "message")) as [HealthAnswer[]];
      return answers;
    },
  };
}
