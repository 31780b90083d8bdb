import { expect, test } from "vitest";
import { NO_LABELS } from "@/lib/providers/baseline/baseline-answer";
import { makeLocalBaseline } from "@/lib/providers/baseline/local-baseline";
import type { DemoVersion } from "./demo-content";
import { escalationCases } from "./escalation-cases";
import { escalationPrompt, replyPrompt, rewriteQueryPrompt } from "./other-prompts";

const model = makeLocalBaseline();
const { signal } = new AbortController();

async function answer(version: DemoVersion | undefined, input: Record<string, string>) {
  if (!version) throw new Error("no such version");
  const messages = version.messages.map((message) => ({
    ...message,
    content: message.content.replace(/\{\{(\w+)\}\}/g, (_, name: string) => input[name] ?? ""),
  }));
  const request = { model: "baseline", messages, settings: version.settings };
  return (await model.complete(request, { signal })).text;
}

/** The share of these messages that each version of the escalation check gets right. */
function rightShares(cases: typeof escalationCases): Promise<number[]> {
  return Promise.all(
    escalationPrompt.versions.map(async (version) => {
      const answers = await Promise.all(cases.map(({ input }) => answer(version, input)));
      for (const label of answers) expect(["person", "assistant"]).toContain(label);
      return answers.filter((label, at) => label === cases[at]?.expected).length / cases.length;
    }),
  );
}

test("the escalation check gets better when the prompt says what a person must see", async () => {
  const [v1 = 1, v2 = 0] = await rightShares(escalationCases);
  expect(v2).toBeGreaterThan(v1 + 0.2);
});

test("the short escalation check loses the customers with a contract, hardly the others", async () => {
  const development = escalationCases.filter(({ split }) => split === "development");
  const contract = development.filter((one) => one.attributes.customer_tier === "enterprise");
  const others = development.filter((one) => one.attributes.customer_tier !== "enterprise");
  const [, v2 = 0, v3 = 1] = await rightShares(contract);
  const [, v2Others = 1, v3Others = 0] = await rightShares(others);
  expect(v3).toBeLessThan(v2 - 0.4);
  expect(v3Others).toBeGreaterThan(v2Others - 0.15);
});

test("two thirds of the messages are for development", () => {
  expect(escalationCases.filter(({ split }) => split === "development")).toHaveLength(20);
  expect(new Set(escalationCases.map(({ key }) => key)).size).toBe(30);
});

test("where a prompt wants a language model, the baseline says that it is none", async () => {
  const ticket = {
    ticket: "Where is my tent?",
    policy: "3.1 Orders leave within five days.",
    language: "English",
  };
  for (const version of replyPrompt.versions) expect(await answer(version, ticket)).toBe(NO_LABELS);
  for (const version of rewriteQueryPrompt.versions) {
    expect(await answer(version, { question: "Where is my tent?" })).toBe(NO_LABELS);
  }
});
