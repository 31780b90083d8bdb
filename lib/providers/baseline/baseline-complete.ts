import "server-only";
import { LRUCache } from "lru-cache";
import type { JsonSchema } from "@/lib/providers/contract";
import type { ModelRequest } from "@/lib/providers/provider";
import { makeResponder, type Responder } from "./baseline-answer";
import { parsePrompt } from "./baseline-reading";
import { type SplitRequest, splitRequest } from "./baseline-request";

const responders = new LRUCache<string, Responder>({ max: 64 });

/** The baseline's answer and how long it took. Runs in a thread when the prompt is long. */
export function completeBaseline({
  messages,
  outputSchema,
}: Pick<ModelRequest, "messages" | "outputSchema">): { text: string; latencyMs: number } {
  const startedAt = performance.now();
  const { instructions, pairs, input, attributes } = splitRequest(messages);
  const text = responderFor(instructions, pairs, outputSchema)(input, attributes);
  return { text, latencyMs: performance.now() - startedAt };
}

/** A run asks the same prompt again and again: it is read once. */
function responderFor(
  instructions: string,
  pairs: SplitRequest["pairs"],
  schema: JsonSchema | undefined,
): Responder {
  const key = JSON.stringify([instructions, pairs, schema]);
  const cachedResponder = responders.get(key);
  if (cachedResponder) return cachedResponder;
  const responder = makeResponder(parsePrompt(instructions, pairs, schema));
  responders.set(key, responder);
  return responder;
}
