import type { TraceStep } from "@/lib/traces/contract";

/** The names that a version's settings have, by what clients call them. */
const NAMES: Record<string, string> = {
  temperature: "temperature",
  max_tokens: "maxOutputTokens",
  max_output_tokens: "maxOutputTokens",
  maxoutputtokens: "maxOutputTokens",
  maxtokens: "maxOutputTokens",
  top_p: "topP",
  topp: "topP",
  top_k: "topK",
  topk: "topK",
  seed: "seed",
  frequency_penalty: "frequencyPenalty",
  frequencypenalty: "frequencyPenalty",
  presence_penalty: "presencePenalty",
  presencepenalty: "presencePenalty",
};

/** How a model was asked, as far as the step's attributes tell it: `gen_ai.request.temperature` and its like. */
export function requestSettings(attributes: TraceStep["attributes"]): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [path, value] of Object.entries(attributes)) {
    const last = path.split(".").at(-1)?.toLowerCase() ?? "";
    const isRequest = !path.includes(".") || /request|settings|invocation|parameters/.test(path);
    const name = NAMES[last];
    if (name && isRequest && value !== null) settings[name] ??= String(value);
  }
  return settings;
}
