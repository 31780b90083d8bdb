import { expect, test } from "vitest";
import { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { VersionContent } from "@/lib/prompts/version-contract";
import type { ChainTarget } from "@/lib/prompts/versioned-content";
import { ProviderError } from "@/lib/providers/provider-error";
import { noUsage } from "@/lib/providers/usage/usage";
import { execute } from "../execute";
import type { ExecuteOptions } from "../execute-options";
import type { FindModel } from "../open-models";

const { signal } = new AbortController();
const prompt = (text: string, more: Partial<VersionContent> = {}): VersionContent => ({
  messages: [{ role: "user", content: text }],
  model: { provider: "test", name: "echo" },
  settings: {},
  ...more,
});

function chainOf(
  steps: object[],
  prompts: Record<string, VersionContent> = {},
  more: object = {},
): ChainTarget {
  return { kind: "chain", content: ChainContent.parse({ steps, ...more }), prompts };
}

/** Answers each call with the next text; an error is thrown. */
function modelOf(...answers: (string | ProviderError)[]): { models: FindModel; asked: string[] } {
  const requests: string[] = [];
  const models: FindModel = async (connection) => ({
    connectionId: "1",
    connection,
    provider: {
      complete: async ({ messages }) => {
        requests.push(messages.at(-1)?.content ?? "");
        const answer = answers[requests.length - 1] ?? "";
        if (answer instanceof ProviderError) throw answer;
        return {
          ...{ text: answer, toolCalls: [], finishReason: "stop", model: "echo" },
          usage: { ...noUsage, inputTokens: 10, outputTokens: 2, costUsd: 0.01 },
          ...{ latencyMs: 5, timeToFirstTokenMs: null, requestId: null },
        };
      },
    },
  });
  return { models, asked: requests };
}

const run = (target: ChainTarget, values: object, options: Partial<ExecuteOptions>) =>
  execute(target, { values: values as Record<string, unknown> }, {
    ...{ signal, projectId: "p", patience: { attempts: 1, waitMs: 0 } },
    ...{ models: modelOf().models, ...options },
  } as ExecuteOptions);

const ask = (key: string, word: string, more: object = {}) => ({
  ...{ key, kind: "prompt", config: { prompt: key, version: 1 }, input: { word } },
  ...more,
});
const refused = new ProviderError("server", "The server failed.", { status: 500 });

test("each step is fed by those before it, and their use is added up", async () => {
  const target = chainOf([ask("one", "inputs.word"), ask("two", "steps.one.output.label")], {
    "one@1": prompt("Label {{word}}", { outputSchema: { type: "object" } }),
    "two@1": prompt("Answer {{word}}"),
  });
  const { models, asked } = modelOf('{"label":"billing"}', "done");
  const execution = await run(target, { word: "hello" }, { models });
  expect(asked).toEqual(["Label hello", "Answer billing"]);
  expect(execution).toMatchObject({ output: "done", error: null, usage: { costUsd: 0.02 } });
  expect(execution.steps.map(({ key, status }) => [key, status])).toEqual([
    ["one", "ok"],
    ["two", "ok"],
  ]);
});

test("a route leads to the steps of its branch; the others are skipped", async () => {
  const branches = [{ name: "pay", when: { value: "kind", operator: "equals", to: "billing" } }];
  const target = chainOf(
    [
      {
        key: "desk",
        kind: "route",
        config: { branches, otherwise: "talk" },
        input: { kind: "inputs.kind" },
      },
      ask("pay", "inputs.kind", { onlyIf: { step: "desk", is: ["pay"] } }),
      ask("talk", "inputs.kind", { onlyIf: { step: "desk", is: ["talk"] } }),
    ],
    { "pay@1": prompt("Pay {{word}}"), "talk@1": prompt("Talk {{word}}") },
    { output: "steps.desk.output" },
  );
  const { models, asked } = modelOf("x");
  const execution = await run(target, { kind: "billing" }, { models });
  expect(asked).toEqual(["Pay billing"]);
  expect(execution.output).toBe("pay");
  expect(execution.steps.map(({ status }) => status)).toEqual(["ok", "ok", "skipped"]);
});

test.each([
  ["stop", { output: null, error: { reason: "server" } }, ["errored", "not_reached"]],
  ["fallback", { output: "after", error: null }, ["errored", "ok"]],
  ["escalate", { output: null, error: null, escalatedBy: "one" }, ["errored", "not_reached"]],
])("a step without an answer: %s", async (onFailure, execution, statuses) => {
  const target = chainOf(
    [ask("one", "inputs.word", { onFailure, fallback: "instead" }), ask("two", "steps.one.output")],
    { "one@1": prompt("{{word}}"), "two@1": prompt("{{word}}") },
  );
  const { models, asked } = modelOf(refused, "after");
  const result = await run(target, { word: "a" }, { models });
  expect(result).toMatchObject(execution);
  expect(result.steps.map(({ status }) => status)).toEqual(statuses);
  expect(asked).toEqual(onFailure === "fallback" ? ["a", "instead"] : ["a"]);
});

test("a step that is retried runs once more, and what both cost is counted", async () => {
  const target = chainOf([ask("one", "inputs.word", { onFailure: "retry" })], {
    "one@1": prompt("{{word}}", { outputSchema: { type: "object" } }),
  });
  const { models, asked } = modelOf("no JSON", '{"a":1}');
  const execution = await run(target, { word: "a" }, { models });
  expect(asked).toHaveLength(2);
  expect(execution).toMatchObject({ output: '{"a":1}', retries: 1, usage: { costUsd: 0.02 } });
});

const validate = (onFailure: string) => ({
  key: "check",
  kind: "validate",
  config: { scorer: { kind: "contains", config: { value: "please" } } },
  input: { value: "steps.one.output" },
  onFailure,
});

test("a validation passes its value on, and on failure has the answer made again", async () => {
  const prompts = { "one@1": prompt("{{word}}") };
  const target = chainOf([ask("one", "inputs.word"), validate("retry")], prompts);
  const { models, asked } = modelOf("give it", "please give it");
  const execution = await run(target, { word: "a" }, { models });
  expect(asked).toHaveLength(2);
  expect(execution.output).toBe("please give it");
});

test("a validation that fails for good is a wrong answer, not an error", async () => {
  const prompts = { "one@1": prompt("{{word}}") };
  const target = chainOf([ask("one", "inputs.word"), validate("stop")], prompts);
  const execution = await run(target, { word: "a" }, { models: modelOf("give it").models });
  expect(execution).toMatchObject({ output: null, error: null });
  expect(execution.steps.at(-1)).toMatchObject({ status: "failed", output: "give it" });
});

test("a tool answers by its canned answers; without one that fits it has none", async () => {
  const tool = { name: "lookup", parameters: { type: "object" } };
  const canned = [{ arguments: { order: "1" }, output: { total: 5 } }];
  const target = chainOf([
    { key: "lookup", kind: "tool", config: { tool, canned }, input: { order: "inputs.order" } },
  ]);
  const execution = await run(target, { order: "1" }, {});
  expect(execution).toMatchObject({ output: '{"total":5}' });
  expect(execution.toolCalls).toEqual([
    { id: "lookup", name: "lookup", arguments: { order: "1" } },
  ]);
  const unknown = await run(target, { order: "2" }, {});
  expect(unknown.error?.message).toContain("no canned answer");
});

test("what stands in place of a step's output keeps the step from running", async () => {
  const target = chainOf([ask("one", "inputs.word"), ask("two", "steps.one.output")], {
    "one@1": prompt("{{word}}"),
    "two@1": prompt("{{word}}"),
  });
  const { models, asked } = modelOf("after");
  const overrides = { one: { mode: "set" as const, output: "right" } };
  const execution = await run(target, { word: "a" }, { models, overrides });
  expect(asked).toEqual(["right"]);
  expect(execution.steps[0]).toMatchObject({ mode: "set", output: "right", status: "ok" });
});

test("when the cost cap is reached no further step calls, whatever its failure leads to", async () => {
  const target = chainOf(
    [
      ask("one", "inputs.word"),
      ask("two", "inputs.word", { onFailure: "fallback", fallback: "x" }),
    ],
    { "one@1": prompt("{{word}}"), "two@1": prompt("{{word}}") },
  );
  const { models, asked } = modelOf("a", "b");
  let sumUsd = 0;
  const execution = await run(
    target,
    { word: "a" },
    {
      models,
      mayCall: async () => sumUsd < 0.01,
      onCalled: async (costUsd) => {
        sumUsd += costUsd ?? 0;
      },
    },
  );
  expect(asked).toHaveLength(1);
  expect(execution.error?.reason).toBe("budget");
});

test("an address that this server must not reach is refused", async () => {
  const tool = { name: "peek", parameters: { type: "object" } };
  const url = "http://169.254.169.254/latest/meta-data";
  const target = chainOf([{ key: "peek", kind: "tool", config: { tool, url }, input: {} }]);
  const execution = await run(target, {}, {});
  expect(execution.error?.message).toMatch(/not called|private|refused|address/i);
});
