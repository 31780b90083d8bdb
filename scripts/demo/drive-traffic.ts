import { setTimeout as pause } from "node:timers/promises";
import { formatCountOf } from "@/lib/format-number";
import { completeBaseline } from "@/lib/providers/baseline/baseline-complete";
import type { ChatMessage } from "@/lib/providers/contract";
import type { Release } from "@/lib/releases/contract";
import type { Rollout } from "@/lib/rollouts/contract";
import type { RolloutPlanInput } from "@/lib/rollouts/plan/plan-contract";
import cases from "@/prisma/seed/content/triage-cases.json";
import { Galley } from "@/sdk/src/index";

const PROMPT = "support/triage";
const ENVIRONMENT = "staging";
const REQUESTS_A_SECOND = 30;
const LONGEST_MS = 300_000;
const LOOK_EVERY_MS = 1_000;
const SAY_AGAIN_MS = 10_000;
/** Share of tickets that the application hands to a person, and of the candidate's with `--bad`. */
const ESCALATED = 0.03;
const ESCALATED_BAD = 0.35;

/** Half a minute stands for a day, so that a newcomer need not wait for two of them. */
const PLAN: RolloutPlanInput = {
  stages: [
    { percent: 10, minMinutes: 0.5, minSamples: 40 },
    { percent: 50, minMinutes: 0.5, minSamples: 200 },
  ],
  guardrails: [
    { metric: "escalation_rate", comparator: "<=", threshold: 0.08 },
    { metric: "error_rate", comparator: "<=", threshold: 0.02 },
    { metric: "latency_p95_ms", comparator: "<=", threshold: 2_000, action: "hold" },
  ],
  maturationMinutes: 0,
};

type Caller = <T>(method: "GET" | "POST", path: string, body?: object) => Promise<T>;

interface Traffic {
  baseUrl: string;
  apiKey: string;
  project: string;
  /** The project's API; throws with the problem when it refuses. */
  call: Caller;
  isBad: boolean;
  signal: AbortSignal;
}

/** Rolls a version out in staging and is the application that asks for it, until the rollout has ended. */
export async function driveTraffic(traffic: Traffic): Promise<void> {
  const { baseUrl, apiKey, project, call, isBad, signal } = traffic;
  const rollout = await findOrStartRollout(call);
  const page = `${baseUrl}/${project}/rollouts/${rollout.number}`;
  console.log(
    `Rolling ${PROMPT} v${rollout.candidate} out in ${ENVIRONMENT}: ${page}\n` +
      `Time scale: 30 seconds here stand for 24 hours. ${REQUESTS_A_SECOND} requests a second, from invented customers.\n` +
      (isBad
        ? "The candidate does harm: the application hands 35 % of its tickets to a person; the bar is 8 %.\n"
        : "The candidate does no harm. Try -- --bad to see a roll-back.\n"),
  );
  const galley = new Galley({ baseUrl, apiKey, project, environment: ENVIRONMENT, flushMs: 500 });
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal, AbortSignal.timeout(LONGEST_MS)]);
  const sending = sendTickets(galley, { isBad, stop });
  await follow(call, rollout.number, stop).finally(() => ended.abort());
  await sending;
  await galley.close();
}

/** One that goes on already is joined; else what is live in production is the stable version. */
async function findOrStartRollout(call: Caller): Promise<Rollout> {
  const path = `prompts/${encodeURIComponent(PROMPT)}`;
  const prompt = await call<{
    latestVersion: number;
    live: Record<string, { version: number; rollout?: { id: string } } | undefined>;
  }>("GET", path);
  const running = prompt.live[ENVIRONMENT]?.rollout;
  if (running) return call("GET", `rollouts/${running.id}`);
  const stable = prompt.live[ENVIRONMENT]?.version ?? (await releaseFirst(call, prompt));
  const candidate =
    stable === prompt.latestVersion ? prompt.latestVersion - 1 : prompt.latestVersion;
  const { rollout } = await call<Release>("POST", "releases", {
    ...{ prompt: PROMPT, version: candidate, environment: ENVIRONMENT, rollout: PLAN },
    note: {
      goal: "Demo traffic: see a rollout watch itself.",
      change: `v${candidate} in place of v${stable}, in stages of 30 seconds that stand for days.`,
    },
  });
  return call("GET", `rollouts/${rollout?.id}`);
}

async function releaseFirst(
  call: Caller,
  prompt: { latestVersion: number; live: Record<string, { version: number } | undefined> },
): Promise<number> {
  const version = prompt.live.production?.version ?? Math.max(1, prompt.latestVersion - 1);
  await call("POST", "releases", {
    ...{ prompt: PROMPT, version, environment: ENVIRONMENT },
    note: { goal: "Demo traffic: something to compare with.", change: "What production has." },
  });
  return version;
}

/** What the rollout's page says, as it changes. */
async function follow(call: Caller, number: number, stop: AbortSignal): Promise<void> {
  let last = { words: "", at: 0 };
  while (!stop.aborted) {
    const { sentence, stageStates, stage, endedAt } = await call<Rollout>(
      "GET",
      `rollouts/${number}`,
    );
    const requests = stageStates[stage - 1]?.requests ?? { candidate: 0, stable: 0 };
    const counts = `${formatCountOf(requests.candidate, "request")} to it, ${requests.stable} to the other version`;
    // What is left of a stage changes at every look.
    const words = sentence.replace(/ in \S+ \w+ at the earliest/, "");
    if (words !== last.words || Date.now() - last.at > SAY_AGAIN_MS) {
      const time = new Date().toISOString().slice(11, 19);
      console.log(`${time}  ${sentence}${endedAt ? "" : ` ${counts}.`}`);
      last = { words, at: Date.now() };
    }
    if (endedAt) return;
    await pause(LOOK_EVERY_MS, null, { signal: stop }).catch(() => {});
  }
}

async function sendTickets(
  galley: Galley,
  { isBad, stop }: { isBad: boolean; stop: AbortSignal },
): Promise<void> {
  for (let n = 0; !stop.aborted; n += 1) {
    // Most customers come once; some come back.
    const customer = Math.floor(Math.random() * (n + 200));
    await answerTicket(galley, `demo-customer-${customer}`, { n, isBad });
    await pause(1_000 / REQUESTS_A_SECOND, null, { signal: stop }).catch(() => {});
  }
}

async function answerTicket(
  galley: Galley,
  unit: string,
  { n, isBad }: { n: number; isBad: boolean },
): Promise<void> {
  const ticket = cases[n % cases.length];
  if (!ticket) return;
  const { input, expected, attributes } = ticket;
  const handle = await galley.prompt(PROMPT, { unit });
  const share = isBad && handle.arm === "candidate" ? ESCALATED_BAD : ESCALATED;
  await galley.track(
    handle,
    (call) => {
      const messages = handle.compile(input) as unknown as ChatMessage[];
      const { text } = completeBaseline({ messages });
      const tokens = (length: number) => Math.ceil(length / 4);
      call.usage({
        inputTokens: tokens(JSON.stringify(messages).length),
        outputTokens: tokens(text.length),
        costUsd: 0,
      });
      call.set({ input: { ticket: input.ticket }, output: text });
      call.outcome(Math.random() < share ? "escalated" : outcomeOf(text, expected.category));
    },
    { attributes: { ...attributes, demo_traffic: true } },
  );
}

/** Galley's own baseline answers with one JSON object; the invented tickets come with the right category. */
function outcomeOf(text: string, category: string): "succeeded" | "failed" {
  return text.includes(`"${category}"`) ? "succeeded" : "failed";
}
