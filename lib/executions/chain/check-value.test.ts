import { expect, test } from "vitest";
import { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { noUsage } from "@/lib/providers/usage/usage";
import { execute } from "../execute";
import type { ExecuteOptions } from "../execute-options";

const projectId = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

const answering = (text: string): VersionContent => ({
  messages: [{ role: "user", content: text }],
  model: { provider: "test", name: "echo" },
  settings: {},
  outputSchema: { type: "object", properties: { label: { enum: ["refund", "other"] } } },
});

/** A model that says what it is asked. */
const models: ExecuteOptions["models"] = async (connection) => ({
  connectionId: "1",
  connection,
  provider: {
    complete: async ({ messages }) => ({
      ...{ text: messages[0]?.content ?? "", toolCalls: [], finishReason: "stop", model: "echo" },
      ...{ usage: noUsage, latencyMs: 1, timeToFirstTokenMs: null, requestId: null },
    }),
  },
});

const run = (
  steps: object[],
  values: Record<string, unknown>,
  { prompts = {}, ...more }: { prompts?: Record<string, VersionContent>; inputs?: object } = {},
) =>
  execute({ kind: "chain", content: ChainContent.parse({ steps, ...more }), prompts }, { values }, {
    ...{ signal: new AbortController().signal, projectId, models },
    patience: { attempts: 1, waitMs: 0 },
  } as unknown as ExecuteOptions);

const inputs = {
  type: "object",
  required: ["order"],
  properties: { order: { type: "object", properties: { id: { type: "string" } } } },
};

const tool = (more: object = {}) => ({
  key: "lookup",
  kind: "tool",
  config: {
    tool: {
      name: "lookup_orders",
      parameters: {
        type: "object",
        required: ["id"],
        properties: { id: { type: "string", pattern: "^NW-" }, limit: { type: "integer" } },
        additionalProperties: false,
      },
    },
    canned: [{ output: { orders: "two" } }],
    ...more,
  },
  input: { id: "inputs.order.id", limit: "inputs.limit" },
});

test("an input that does not fit the chain's schema stops it before its first step", async () => {
  const wrong = await run([tool()], { order: { id: 7 }, ticket: "more" }, { inputs });
  expect(wrong.error).toMatchObject({
    reason: "schema",
    message: "The chain's input does not fit its schema: order.id must be string.",
  });
  expect(wrong.steps.map(({ status }) => status)).toEqual(["not_reached"]);
  expect((await run([tool()], {}, { inputs })).error?.message).toContain("order");
  // A case may hold more than the chain takes.
  const strict = { ...inputs, additionalProperties: false };
  const fine = await run(
    [{ ...tool(), input: { id: "inputs.order.id" } }],
    { order: { id: "NW-1" }, ticket: "more" },
    { inputs: strict },
  );
  expect(fine.error).toBeNull();
});

test("a tool's arguments fit its parameters, or it is not called; one without a value is left out", async () => {
  const wrong = await run([tool()], { order: { id: "1" }, limit: 3 });
  expect(wrong.steps[0]).toMatchObject({
    status: "errored",
    reason: expect.stringMatching(/^The input of lookup_orders does not fit its schema: id must/),
    output: null,
  });
  const many = await run([tool()], { order: { id: "NW-1" }, limit: "all" });
  expect(many.steps[0]?.reason).toContain("limit must be integer");
  expect((await run([tool()], { order: { id: "NW-1" } })).error).toBeNull();
  expect((await run([tool()], { order: {} })).steps[0]?.reason).toContain("id must be string");
});

test.each([
  [
    "a tool",
    tool({ outputSchema: { type: "object", properties: { orders: { type: "integer" } } } }),
    "orders must be integer",
  ],
  [
    "code",
    {
      key: "count",
      kind: "code",
      config: {
        code: "return { list: [1, 'two'] };",
        outputSchema: {
          type: "object",
          properties: { list: { type: "array", items: { type: "number" } } },
        },
      },
    },
    "list.1 must be number",
  ],
  [
    "a prompt",
    { key: "label", kind: "prompt", config: { prompt: "label", version: 1 } },
    'label must be one of "refund", "other"',
  ],
])(
  "an output of %s that does not fit is the step's error, with its path",
  async (_, step, reason) => {
    const prompts = { "label@1": answering('{"label":"billing"}') };
    const execution = await run([step], { order: { id: "NW-1" } }, { prompts });
    expect(execution.steps[0]).toMatchObject({
      status: "errored",
      reason: `The output does not fit its schema: ${reason}.`,
    });
    expect(execution.error?.message).toContain(reason);
  },
);

test("a schema that takes too long ends as the step's error, not as a hang", async () => {
  const levels = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [
      `l${n}`,
      { anyOf: Array.from({ length: 3 }, () => ({ $ref: `#/$defs/l${n + 1}` })) },
    ]),
  );
  const outputSchema = { $ref: "#/$defs/l0", $defs: { ...levels, l30: { type: "string" } } };
  const step = { key: "slow", kind: "code", config: { code: "return 1;", outputSchema } };
  const execution = await run([step], {});
  expect(execution.steps[0]).toMatchObject({
    status: "errored",
    reason: expect.stringMatching(/took (?:more|longer) than/),
  });
});
