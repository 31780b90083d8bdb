import type { LabelRow } from "@/lib/judges/label-contract";
import type { ModelRef } from "@/lib/providers/contract";
import { type DemoPrompt, ticketUrl } from "./demo-content";
import { makeRandom } from "./traffic-random";

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

/** What customers asked, with a reply that helps, one that does not, and what is wrong with that one. */
const EXCHANGES: readonly (readonly [question: string, good: string, bad: string, why: string])[] =
  [
    [
      "Can I return worn boots?",
      "Worn boots cannot be returned (clause 3.1). If the sole came off, send us a photo: that is a warranty case.",
      "Yes, send them back whenever you like.",
      "Worn boots are excluded",
    ],
    [
      "My tent came without pegs. What now?",
      "I have noted the missing pegs. A set ships today and arrives on Thursday; you need not send anything back.",
      "Please contact the carrier about the missing parts.",
      "Sends the customer away; we file the claim",
    ],
    [
      "Where is my order? It should have come on Monday.",
      "It left our warehouse on 3 November and is at the depot in Lyon; the carrier plans delivery for tomorrow.",
      "Your order will ship soon.",
      "No date, though tracking has one",
    ],
    [
      "Please change the delivery address to my office.",
      "The parcel has left, so the address cannot change. You can collect it at the depot, or have it redirected with the link in the carrier's mail.",
      "Done, I have changed your address.",
      "Claims an action nobody took",
    ],
    [
      "The invoice shows our old VAT number.",
      "Reply with the correct number and the invoice's number; you get a corrected invoice within two working days (clause 7.2).",
      "Invoices are made automatically.",
      "Does not say what to do",
    ],
    [
      "Do you take back used batteries?",
      "No, used batteries are excluded from returns (clause 4.2). Any shop that sells batteries takes them back.",
      "Batteries can be returned within 30 days.",
      "Contradicts clause 4.2",
    ],
    [
      "Two tents arrived, I ordered one.",
      "Thank you for telling us. Use the return label in this mail for the second one; it costs you nothing.",
      "Keep both, we will not charge you.",
      "Nobody can promise that",
    ],
    [
      "The zip of my jacket broke after a month.",
      "That is a warranty case (clause 6.1). Send two photos of the zip and your order number, and we repair or replace it.",
      "I have started your refund.",
      "No refund was started",
    ],
  ];

const ROUNDS = 15;
/** One with which the judge errs on both sides and is within its bar. */
const SEED = 271;
const flipped = (word: "pass" | "fail") => (word === "pass" ? "fail" : "pass");
const splitOf = (round: number) => (round < 2 ? "train" : round < 8 ? "dev" : "test");

/** A reply with what people say of it, and the judge both times that it is asked. */
export interface DemoReply {
  inputs: { ticket: string };
  output: string;
  split: "train" | "dev" | "test";
  labels: Pick<LabelRow, "label" | "labeller" | "note">[];
  scores: readonly [first: number, second: number];
  reason: string;
}

/** Each exchange again and again, with a good reply and a bad one. Deterministic demo data. */
export function demoReplies(): DemoReply[] {
  const random = makeRandom(SEED);
  const replies: DemoReply[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    EXCHANGES.forEach(([question, good, bad, why], at) => {
      const ticket = `${question} (order NW-${20_419_000 + at * 100 + round})`;
      for (const label of ["pass", "fail"] as const) {
        const isGood = label === "pass";
        const first = isGood ? draw(random.next, 0.85, 0.7) : draw(random.next, 0.38, 1.2);
        const second = toScore(first + random.pick([0, 0, 0, 0.05, -0.05]));
        replies.push({
          inputs: { ticket },
          output: `${isGood ? good : bad} Kind regards, Northwind Support`,
          split: splitOf(round),
          labels: labelsOf(replies.length + 1, { label, note: isGood ? "" : why, round }),
          scores: [first, second],
          reason: reasonOf(first, isGood ? null : why),
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

/** A bell around the middle: the judge errs now and then, more often where a reply is bad. */
const draw = (next: () => number, middle: number, width: number): number =>
  toScore(middle + ((next() + next() + next()) / 3 - 0.5) * width);

/** In steps of 0.05 from 0 to 1. */
const toScore = (value: number): number => Math.round(Math.min(1, Math.max(0.05, value)) * 20) / 20;

function reasonOf(score: number, why: string | null): string {
  if (score >= THRESHOLD) return "It answers what was asked and says what happens next.";
  return why === null ? "It leaves open what the customer has to do next." : `${why}.`;
}

/** What the judge answers when it is asked. */
export const judgeAnswerOf = ({ reason }: DemoReply, score: number): string =>
  JSON.stringify({ passed: score >= THRESHOLD, score, reason });
