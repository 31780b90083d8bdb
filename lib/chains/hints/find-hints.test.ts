import { describe, expect, test } from "vitest";
import { judgePrompt } from "@/prisma/seed/content/demo-judge";
import {
  escalationPrompt,
  replyPrompt,
  rewriteQueryPrompt,
} from "@/prisma/seed/content/other-prompts";
import { triagePrompt } from "@/prisma/seed/content/triage-versions";
import { findHints } from "./find-hints";
import publicPrompts from "./public-prompts.json";

const alone = { tools: [] as string[], hasRetrieval: false };
const hintsOf = (content: string, context = alone) =>
  findHints([{ role: "system", content }], context).map(({ kind, quote }) => [kind, quote]);

describe("text that is work for code", () => {
  test.each([
    "A return is fine up to 30 days after delivery.",
    "Refuse returns of items that arrived older than 60 days ago if the order is older than 60 days.",
    "Calculate the total of the order and tell the customer.",
    "Refunds above $200 need a manager.",
    "Only admins may see the salary of others.",
    "If the user is not authorized, refuse.",
    "Count how many items the customer returned.",
    "Rückgaben sind innerhalb von 30 Tagen nach Lieferung möglich.",
  ])("%s", (text) => {
    expect(hintsOf(text).map(([kind]) => kind)).toEqual(["code"]);
  });
});

describe("text that is work for retrieval", () => {
  test("a policy of numbered clauses", () => {
    const clauses = [
      "4.1 Goods may be returned.",
      "4.2 The buyer pays.",
      "4.3 Refunds follow.",
      "§ 5 Repairs",
    ];
    const hints = findHints(
      [{ role: "system", content: ["Policy:", ...clauses].join("\n") }],
      alone,
    );
    expect(hints).toMatchObject([{ kind: "retrieval", fromLine: 2, toLine: 5 }]);
  });

  test("a list of prices, and a fact with its date", () => {
    expect(hintsOf("Tent: 89 €\nPole: 12 €\nBag: 45.50 €").map(([kind]) => kind)).toEqual([
      "retrieval",
    ]);
    expect(hintsOf("As of March 2026 shipping takes four days.")).toEqual([
      ["retrieval", "As of March 2026 shipping takes four days."],
    ]);
  });

  test("a chain that retrieves already is left alone", () => {
    expect(
      hintsOf("Tent: 89 €\nPole: 12 €\nBag: 45.50 €", { ...alone, hasRetrieval: true }),
    ).toEqual([]);
  });
});

describe("text that is work for tools", () => {
  test.each([
    "Say that the refund has been started.",
    "Look up the order before you answer.",
    "- Send the customer an email with the label.",
  ])("%s", (text) => {
    expect(hintsOf(text).map(([kind]) => kind)).toEqual(["tools"]);
  });

  test("what a tool of the prompt does is no claim", () => {
    const text = "Say that the refund has been started.";
    expect(hintsOf(text, { ...alone, tools: ["start_refund: starts a refund"] })).toEqual([]);
    expect(hintsOf(text, { ...alone, tools: ["lookup_order"] })).toHaveLength(1);
  });
});

test("limits on the answer's form, examples and code are no work for others", () => {
  const text = [
    "Keep next_action under 20 words. Answer within 3 sentences.",
    "Customers of tier enterprise never get priority low.",
    "```",
    "Refunds above $200 need a manager.",
    "```",
    "Example: A return is fine up to 30 days after delivery.",
  ].join("\n");
  expect(hintsOf(text)).toEqual([]);
});

test("a hint keeps its name when its line moves, so that it stays dismissed", () => {
  const text = "Refunds above $200 need a manager.";
  const [one] = findHints([{ role: "system", content: text }], alone);
  const [two] = findHints([{ role: "system", content: `Hello\n\n${text}` }], alone);
  expect(two?.id).toBe(one?.id);
});

test("fewer than one public prompt in ten gets a hint that it does not deserve", () => {
  const alarms = publicPrompts.prompts.filter(
    ({ text }) => findHints([{ role: "system", content: text }], alone).length > 0,
  );
  expect(publicPrompts.prompts).toHaveLength(50);
  expect(alarms.length).toBeLessThan(5);
});

test("no prompt of the demo gets a hint that it does not deserve", () => {
  const prompts = [triagePrompt, escalationPrompt, replyPrompt, rewriteQueryPrompt, judgePrompt];
  const hints = prompts.flatMap(({ versions }) =>
    versions.flatMap(({ messages }) =>
      findHints(
        messages.map((message) => ("content" in message ? message : {})),
        alone,
      ),
    ),
  );
  expect(hints.map(({ quote }) => quote)).toEqual([]);
});
