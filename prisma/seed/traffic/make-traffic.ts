import type { Arm } from "@/lib/deployments/assign-arm";
import type { TraceBatch, TraceFacts } from "@/lib/traces/span";
import { triagePrompt } from "../content/triage-versions";
import type { DemoTimes } from "../demo-times";
import { type Customer, makeCustomers } from "./customers";
import { makeRandom, type Random } from "./random";
import { layOut } from "./steps";
import { isSlow, longShare, type Mistake, trafficWeight, unsaidShare } from "./story";
import { makeMessage, makeTicket, type Ticket } from "./ticket";
import { MODEL, type TriageAnswer, type Triaged, triage, triageSteps } from "./triage";

const HOUR_MS = 3_600_000;

/** A trace and what only the generator knows about it. */
export interface DemoTrace {
  batch: TraceBatch;
  startedAt: Date;
  environment: string;
  version: number;
  /** In what way it went wrong; null when it did not, or when it is no ticket. */
  mistake: Mistake | null;
  /** The right answer; null when it is no ticket. */
  right: Pick<TriageAnswer, "category" | "priority"> | null;
  ticket: Ticket | null;
  outcome: Triaged["outcome"];
  isSaid: boolean;
}

/** Which version an application was served, at a time; null when nothing was live. */
export type LiveAt = (prompt: string, environment: string, at: Date) => number | null;

interface Traffic {
  times: DemoTimes;
  liveAt: LiveAt;
  seed: number;
  /** About so many traces. */
  count: number;
}

const SHARE_OF_TRIAGE = 0.8;
const SHARE_OF_STAGING = 0.03;

/** Tokens of the messages before the ticket, by version. */
const SYSTEM_TOKENS = triagePrompt.versions.map(({ messages }) =>
  Math.ceil(messages.slice(0, -1).reduce((sum, { content }) => sum + content.length, 0) / 4),
);

/** Oldest first. The same seed, times and releases give the same traces. */
export function* makeTraffic({ times, liveAt, seed, count }: Traffic): Generator<DemoTrace> {
  const random = makeRandom(seed);
  const customer = makeCustomers(random);
  const hours = hoursOf(times);
  const whole = hours.reduce((sum, { weight }) => sum + weight, 0);
  for (const { from, lastsMs, weight } of hours) {
    const wanted = (count * weight) / whole;
    const many = Math.floor(wanted) + (random.chance(wanted % 1) ? 1 : 0);
    const starts = Array.from({ length: many }, () => from.getTime() + random.below(lastsMs));
    for (const start of starts.sort((a, b) => a - b)) {
      const trace = makeTrace(random, { at: new Date(start), customer: customer(), times, liveAt });
      if (trace && trace.startedAt <= times.now) yield trace;
    }
  }
}

function hoursOf(times: DemoTimes) {
  const hours: { from: Date; lastsMs: number; weight: number }[] = [];
  for (let from = times.trafficFrom; from < times.now; ) {
    const whole = Math.floor(from.getTime() / HOUR_MS + 1) * HOUR_MS;
    const to = new Date(Math.min(whole, times.now.getTime()));
    const lastsMs = Math.max(1, to.getTime() - from.getTime());
    hours.push({ from, lastsMs, weight: (trafficWeight(from, times) * lastsMs) / HOUR_MS });
    from = to;
  }
  return hours;
}

interface TraceRequest {
  at: Date;
  customer: Customer;
  times: DemoTimes;
  liveAt: LiveAt;
}

function makeTrace(random: Random, request: TraceRequest): DemoTrace | null {
  const traceId = random.hex(32);
  const environment = random.chance(SHARE_OF_STAGING) ? "staging" : "production";
  return random.chance(SHARE_OF_TRIAGE)
    ? triageTrace(random, request, { traceId, environment })
    : escalationTrace(random, request, traceId);
}

/** The day before the release a tenth of the customers had the next version by the application's own switch. */
function candidate({ at, customer, times }: TraceRequest): number | null {
  const isBefore =
    at < times.badRelease && times.badRelease.getTime() - at.getTime() < 24 * HOUR_MS;
  return isBefore && customer.unit.endsWith("3") ? 3 : null;
}

function triageTrace(
  random: Random,
  request: TraceRequest,
  { traceId, environment }: { traceId: string; environment: string },
): DemoTrace | null {
  const { at } = request;
  const tried = environment === "production" ? candidate(request) : null;
  const version = tried ?? request.liveAt("support/triage", environment, at);
  const arm = tried ? "candidate" : "stable";
  if (version === null) return null;
  return ticketTrace(random, request, { traceId, environment, version, arm });
}

interface ServedAs {
  traceId: string;
  environment: string;
  version: number;
  arm: Arm;
}

/** A ticket that one version of support/triage sorts. */
export function ticketTrace(
  random: Random,
  { at, customer, times }: Omit<TraceRequest, "liveAt">,
  { traceId, environment, version, arm }: ServedAs,
): DemoTrace {
  const slow = isSlow(at, times);
  const ticket = makeTicket(random, customer, longShare(at, times));
  const result = triage(random, version, ticket, slow);
  const systemTokens = SYSTEM_TOKENS[version - 1] ?? 0;
  const call = { traceId, startedAt: at, ticket, customer, version, systemTokens, slow };
  const spans = triageSteps(random, call, result);
  const isSaid = result.error !== null || !random.chance(unsaidShare(at, times));
  const facts: TraceFacts = {
    name: "sort a ticket",
    environment,
    prompt: "support/triage",
    version,
    arm,
    ...whoAsks(customer, random),
    attributes: {
      customer_tier: customer.tier,
      new_user: random.chance(0.24),
      channel: customer.channel,
      language: customer.language,
    },
    input: { ticket: ticket.text, customer_tier: customer.tier, language: customer.language },
    ...(result.answer ? { output: { ...result.answer } } : {}),
    ...(result.error ? { error: result.error } : {}),
    ...(isSaid ? { outcome: result.outcome } : {}),
  };
  return {
    batch: { traceId, source: "rest", spans, facts },
    startedAt: at,
    environment,
    version,
    mistake: result.mistake,
    right: { category: ticket.category, priority: ticket.priority },
    ticket,
    outcome: result.outcome,
    isSaid,
  };
}

function whoAsks({ unit }: Customer, random: Random) {
  return { unit, userId: unit, sessionId: `session-${random.hex(8)}` };
}

function escalationTrace(
  random: Random,
  { at, customer, times, liveAt }: TraceRequest,
  traceId: string,
): DemoTrace | null {
  const prompt = "support/escalation-check";
  const version = liveAt(prompt, "production", at);
  if (version === null) return null;
  const { text, expected } = makeMessage(random);
  const isWrong = random.chance(version === 1 ? 0.2 : 0.06);
  const answer = isWrong === (expected === "person") ? "assistant" : "person";
  const ms = random.around(310, 0.25) * (isSlow(at, times) ? 2.3 : 1);
  const retries = random.chance(isSlow(at, times) ? 0.15 : 0.008) ? 1 : 0;
  const outcome = answer === "person" ? "escalated" : isWrong ? "failed" : "succeeded";
  const isSaid = !random.chance(unsaidShare(at, times));
  const spans = layOut(traceId, at, [
    {
      kind: "llm",
      name: "who answers",
      ms: ms + retries * random.around(800, 0.3),
      model: MODEL,
      input: [{ role: "user", content: text }],
      output: [{ role: "assistant", content: answer }],
      inputTokens: 190 + Math.ceil(text.length / 4),
      cachedInputTokens: 0,
      outputTokens: 2,
      firstTokenMs: ms * 0.9,
      finishReason: "stop",
      retries,
    },
  ]);
  const facts: TraceFacts = {
    name: "who answers",
    environment: "production",
    prompt,
    version,
    arm: "stable",
    ...whoAsks(customer, random),
    attributes: { customer_tier: customer.tier, new_user: random.chance(0.24) },
    input: { message: text },
    output: answer,
    ...(isSaid ? { outcome } : {}),
  };
  return {
    batch: { traceId, source: "rest", spans, facts },
    startedAt: at,
    environment: "production",
    version,
    mistake: null,
    right: null,
    ticket: null,
    outcome,
    isSaid,
  };
}
