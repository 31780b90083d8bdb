import { BASELINE, type DemoPrompt, ticketUrl } from "./demo-content";

export const JUDGE_POLICY = `A reply is helpful if a customer could act on it without writing again.

1. It answers every question that was asked.
2. It says only what policy and order data support.
3. It claims no action that was not taken.
4. A correct refusal that names the clause passes.`;

export const judgePrompt: DemoPrompt = {
  name: "judges/reply-helpful",
  kind: "chat",
  description: "Says whether a reply helps the customer. Judges replies where rules cannot.",
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
      model: BASELINE,
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

interface DemoLabel {
  inputs: { ticket: string };
  output: string;
  label: "pass" | "fail";
  judgeLabel: "pass" | "fail";
  labeller: string;
  note: string;
  split: "train" | "dev" | "test";
}

const ROUNDS = 15;
const flipped = (word: "pass" | "fail") => (word === "pass" ? "fail" : "pass");
const splitOf = (round: number): DemoLabel["split"] =>
  round < 2 ? "train" : round < 8 ? "dev" : "test";

/** Two labels for each round of each exchange; the judge errs now and then, more often where it is lenient. */
export function demoLabels(): DemoLabel[] {
  let index = 0;
  return EXCHANGES.flatMap(([question, good, bad, why], at) =>
    Array.from({ length: ROUNDS }, (_, round): DemoLabel[] => {
      const ticket = `${question} (order NW-${20_419_000 + at * 100 + round})`;
      const split = splitOf(round);
      return (["pass", "fail"] as const).flatMap((label) => {
        index += 1;
        const judgeLabel = index % 19 === 0 ? flipped(label) : label;
        const output = `${label === "pass" ? good : bad} Kind regards, Northwind Support`;
        const note = label === "fail" ? why : "";
        const row = { inputs: { ticket }, output, label, judgeLabel, note, split };
        const second: DemoLabel[] =
          index % 5 === 0
            ? [
                {
                  ...row,
                  labeller: "Jonas Ochs",
                  ...(index % 25 === 0 && split === "dev"
                    ? { label: flipped(label), note: "I read it the other way" }
                    : {}),
                },
              ]
            : [];
        return [{ ...row, labeller: "Priya Nair" }, ...second];
      });
    }).flat(),
  );
}
