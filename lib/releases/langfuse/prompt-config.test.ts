import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { chooseModel } from "./choose-model";
import { parseConfig, toConfig } from "./prompt-config";

const schema = {
  type: "object",
  properties: { label: { type: "string" } },
  required: ["label"],
  additionalProperties: false,
};
const tool = { name: "refund", description: "Pays back", parameters: { type: "object" } };

/** As a version keeps it, with the model that was found for it. */
function roundTrip(config: VersionContent["config"] = {}) {
  const { model, ...rest } = parseConfig(config);
  const resolved = model === null ? { provider: "local", name: "baseline" } : undefined;
  return toConfig({
    messages: [],
    model: resolved ?? { provider: "openai", name: model ?? "" },
    ...rest,
  });
}

test("what Galley knows becomes settings, and the rest stays the application's", () => {
  const parsed = parseConfig({
    ...{ model: "gpt-4o", temperature: 0.2, max_tokens: 300, stop: ["\n\n"] },
    tools: [{ type: "function", function: tool }],
    response_format: {
      type: "json_schema",
      json_schema: { name: "answer", schema, strict: true },
    },
    queue: { gold: 3 },
  });
  expect(parsed).toEqual({
    model: "gpt-4o",
    settings: { temperature: 0.2, maxOutputTokens: 300, stop: ["\n\n"] },
    tools: [tool],
    outputSchema: schema,
    config: { queue: { gold: 3 } },
  });
});

describe("a config comes back as it was sent", () => {
  test.each([
    [{ temperature: "0.2", maxTokens: 300, stop: "\n", seed: 1.5, top_p: 0 }],
    [{ model: { name: "gpt-4o" }, tools: [], stop: [], response_format: { type: "json_object" } }],
    [{ model: " gpt-4o ", tools: [{ type: "function", function: { ...tool, strict: true } }] }],
    [{ response_format: { type: "json_schema", json_schema: { name: "label", schema } } }],
  ])("where a setting is written otherwise: %j", (config) => {
    expect(roundTrip(config)).toEqual(config);
  });

  test("whatever it holds", () => {
    const name = fc.constantFrom("model", "temperature", "max_tokens", "stop", "tools", "queue");
    const config = fc.dictionary(name, fc.jsonValue());
    fc.assert(
      fc.property(config, (one) => {
        const sent = JSON.parse(JSON.stringify(one));
        expect(roundTrip(sent)).toEqual(sent);
      }),
    );
  });
});

test("a model's connection is the one named, the one before, its maker's, or the only one", () => {
  const openai = { name: "our-openai", kind: "openai" } as const;
  const claude = { name: "claude", kind: "anthropic" } as const;
  const local = { name: "local", kind: "local-baseline" } as const;
  const facts = { provider: undefined, previous: null, connections: [claude, openai, local] };
  const choose = (more: object) => chooseModel({ model: "gpt-4o", ...facts, ...more })?.provider;
  expect(choose({})).toBe("our-openai");
  expect(choose({ provider: "claude" })).toBe("claude");
  expect(choose({ previous: { provider: "claude", name: "x" } })).toBe("claude");
  expect(choose({ previous: { provider: "local", name: "baseline" } })).toBe("our-openai");
  expect(choose({ model: "mistral-large" })).toBeUndefined();
  expect(choose({ model: "mistral-large", connections: [openai, local] })).toBe("our-openai");
  expect(choose({ connections: [local] })).toBeUndefined();
  const previous = { provider: "openai", name: "gpt-4o" };
  expect(chooseModel({ ...facts, model: null, previous })).toEqual(previous);
});
