import type { generateText } from "ai";
import { jsonSchema } from "ai";
import { describe, expect, test } from "vitest";
import type { ServedVersion as WireVersion } from "@/lib/releases/serving/serving-contract";
import { makeFallbackHandle, makeHandle } from "../content/make-handle";
import type { ChatMessage, ServedVersion } from "../content/prompt-content";

const schema = {
  type: "object",
  properties: { category: { type: "string" } },
  required: ["category"],
  additionalProperties: false,
};
const version: ServedVersion = {
  prompt: "support/triage",
  version: 3,
  environment: "production",
  messages: [
    { role: "system", content: "Sort tickets." },
    { placeholder: "history" },
    { role: "user", content: "{{ticket}}" },
  ],
  model: { provider: "openai", name: "gpt-4.1-mini" },
  settings: { temperature: 0, maxOutputTokens: 100, topP: 0.9, topK: 5, seed: 7, stop: ["END"] },
  tools: [{ name: "find_order", description: "Finds an order", parameters: { type: "object" } }],
  outputSchema: schema,
};
const history: ChatMessage[] = [
  {
    role: "assistant",
    content: "",
    toolCalls: [{ id: "c1", name: "find_order", arguments: { id: 7 } }],
  },
  { role: "tool", content: "shipped", toolCallId: "c1" },
];
const place = {
  name: "support/triage",
  project: "acme",
  environment: "production",
  unit: undefined,
  traceId: undefined,
};
const handle = makeHandle(
  place,
  { document: { stable: version }, etag: null, confirmedAt: 0, source: "network" },
  { isNumbered: false, ageMs: 0, isStale: false },
);
const values = [{ ticket: "Where is it?" }, { placeholders: { history } }] as const;

describe("a prompt as parameters", () => {
  test("of OpenAI", () => {
    expect(handle.toOpenAI(...values)).toEqual({
      model: "gpt-4.1-mini",
      messages: [
        { role: "system", content: "Sort tickets." },
        {
          role: "assistant",
          content: "",
          tool_calls: [
            { id: "c1", type: "function", function: { name: "find_order", arguments: '{"id":7}' } },
          ],
        },
        { role: "tool", content: "shipped", tool_call_id: "c1" },
        { role: "user", content: "Where is it?" },
      ],
      temperature: 0,
      max_completion_tokens: 100,
      top_p: 0.9,
      seed: 7,
      stop: ["END"],
      tools: [
        {
          type: "function",
          function: {
            name: "find_order",
            description: "Finds an order",
            parameters: { type: "object" },
          },
        },
      ],
      response_format: {
        type: "json_schema",
        json_schema: { name: "answer", schema, strict: true },
      },
    });
  });

  test("of Anthropic", () => {
    expect(handle.toAnthropic(...values)).toEqual({
      model: "gpt-4.1-mini",
      max_tokens: 100,
      system: "Sort tickets.",
      messages: [
        {
          role: "assistant",
          content: [{ type: "tool_use", id: "c1", name: "find_order", input: { id: 7 } }],
        },
        {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: "c1", content: "shipped" }],
        },
        { role: "user", content: "Where is it?" },
      ],
      temperature: 0,
      top_p: 0.9,
      top_k: 5,
      stop_sequences: ["END"],
      tools: [
        {
          name: "find_order",
          description: "Finds an order",
          input_schema: { type: "object" },
        },
      ],
      output_config: { format: { type: "json_schema", schema } },
    });
  });

  test("of the AI SDK, which takes the tools for its own", () => {
    const call = handle.toAiSdk(...values);
    // Compiles only while the AI SDK takes what is made.
    const parameters: Omit<Parameters<typeof generateText>[0], "model" | "prompt"> = call;
    expect(parameters).toMatchObject({
      system: "Sort tickets.",
      messages: [
        {
          role: "assistant",
          content: [
            { type: "tool-call", toolCallId: "c1", toolName: "find_order", input: { id: 7 } },
          ],
        },
        {
          role: "tool",
          content: [
            {
              type: "tool-result",
              toolCallId: "c1",
              toolName: "find_order",
              output: { type: "text", value: "shipped" },
            },
          ],
        },
        { role: "user", content: "Where is it?" },
      ],
      temperature: 0,
      maxOutputTokens: 100,
      topK: 5,
      stopSequences: ["END"],
    });
    const theirs = jsonSchema({ type: "object" });
    const [mark] = Object.getOwnPropertySymbols(theirs);
    const tool = call.tools?.find_order;
    expect(Reflect.get(tool?.inputSchema ?? {}, mark ?? "")).toBe(true);
    expect(tool?.inputSchema.jsonSchema).toEqual({ type: "object" });
  });

  test("has only what was set", () => {
    const plain = makeFallbackHandle(place, "Hello");
    expect(plain.toOpenAI()).toEqual({
      model: "",
      messages: [{ role: "user", content: "Hello" }],
    });
    expect(plain.toAnthropic()).toMatchObject({ max_tokens: 4_096 });
    expect(plain.toAiSdk()).toEqual({ messages: [{ role: "user", content: "Hello" }] });
  });
});

test("the wire's version is the client's", () => {
  // Compiles only while the two agree.
  const fromWire = (wire: WireVersion): Pick<ServedVersion, "messages" | "model" | "version"> =>
    wire;
  expect(fromWire(version as WireVersion)).toBe(version);
});
