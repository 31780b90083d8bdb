import type { LabelRow } from "@/lib/judges/label-contract";
import type { ModelRef } from "@/lib/providers/contract";
import { makeRandom, type Random } from "../traffic/random";
import { type DemoPrompt, ticketUrl } from "./demo-content";
import { EXCHANGES } from "./demo-exchanges";

export const JUDGE = "reply-helpful";

export const JUDGE_POLICY = `A reply is helpful if a customer could act on it without writing again.

1. It answers every question that was asked.
2. It says only what policy and order data support.
3. It claims no action that was not taken.
4. A correct refusal that names the clause passes.`;

/** Of the connection that every project has for recorded answers: no model is asked for the demo. */
const JUDGE_MODEL: ModelRef = { provider: "replay", name: "demo-judge" };

/** The least score that passes. */
export const THRESHOLD = 0.7;

export const judgePrompt: DemoPrompt = {
  name: "judges/reply-helpful",
  kind: "chat",
  description:
    "Says whether a reply helps the customer, where rules cannot. What it answers is recorded demo data.",
  owner: "priya",
  versions: [
    {
      author: "priya",
      messages: [
        {
          role: "user",
          content:
            "A customer wrote:\n{{input}}\n\nOur reply:\n{{output}}\n\nPolicy for your judgement:\n{{policy}}\n\nIs the reply helpful?",
        },
      ],
      model: JUDGE_MODEL,
      settings: { temperature: 0 },
      commitMessage: "Judge replies by the labelling policy",
      ticketUrl: ticketUrl(402),
    },
  ],
};

const ROUNDS = 15;
/** One with which the judge errs on both sides and is within its bar. */
const SEED = 271;
const flipped = (word: "pass" | "fail") => (word === "pass" ? "fail" : "pass");
const splitOf = (round: number) => (round < 2 ? "train" : round < 8 ? "dev" : "test");

/** What the judge answers about a reply, each time that it is asked. */
export interface DemoVerdict {
  scores: readonly [first: number, second: number];
  reason: string;
}

/** A reply with what people and the judge say of it. */
export interface DemoReply extends DemoVerdict {
  inputs: { ticket: string };
  output: string;
  split: "train" | "dev" | "test";
  labels: Pick<LabelRow, "label" | "labeller" | "note">[];
}

/** Each exchange again and again, with a good reply and a bad one. Deterministic demo data. */
export function demoReplies(): DemoReply[] {
  const random = makeRandom(SEED);
  const replies: DemoReply[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    EXCHANGES.forEach(({ question, good, praise, bad, why }, at) => {
      const ticket = `${question} (order NW-${20_419_000 + at * 100 + round})`;
      for (const label of ["pass", "fail"] as const) {
        const isGood = label === "pass";
        const note = isGood ? praise : why;
        replies.push({
          inputs: { ticket },
          output: isGood ? good : bad,
          split: splitOf(round),
          labels: labelsOf(replies.length + 1, { label, note, round }),
          ...drawVerdict(random, isGood ? null : why),
        });
      }
    });
  }
  return replies;
}

/** Priya labels all of them, Jonas every fifth; about a few of dev he thinks otherwise. */
function labelsOf(
  number: number,
  { label, note, round }: { label: "pass" | "fail"; note: string; round: number },
): DemoReply["labels"] {
  const priya = { label, note, labeller: "Priya Nair" };
  if (number % 5 !== 0) return [priya];
  const differs = number % 25 === 0 && splitOf(round) === "dev";
  const jonas = { label, note, labeller: "Jonas Ochs" };
  return [
    priya,
    differs ? { ...jonas, label: flipped(label), note: "I read it the other way" } : jonas,
  ];
}

/** The judge errs now and then, more often where a reply is bad; asked again, it rarely says something else. */
export function drawVerdict({ next, pick }: Random, why: string | null): DemoVerdict {
  const bell = (next() + next() + next()) / 3 - 0.5;
  const first = toScore(why === null ? 0.85 + bell * 0.7 : 0.38 + bell * 1.2);
  const second = toScore(first + pick([0, 0, 0, 0.05, -0.05]));
  return { scores: [first, second], reason: reasonOf(first, why) };
}

/** In steps of 0.05; a score of 0 would contradict a pass, and 1 a fail. */
const toScore = (value: number): number => Math.round(Math.min(1, Math.max(0.05, value)) * 20) / 20;

function reasonOf(score: number, why: string | null): string {
  if (score >= THRESHOLD) return "It answers what was asked and says what happens next.";
  return why === null ? "It leaves open what the customer has to do next." : `${why}.`;
}
