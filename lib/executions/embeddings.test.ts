import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ConnectionKind } from "@/lib/providers/contract";
import { isProviderError } from "@/lib/providers/provider-error";
import { makeProvider } from "@/lib/providers/sdk/make-provider";
import { computeCosine } from "@/lib/scorers/similarity/cosine";

const signal = new AbortController().signal;
const KEY = "sk-test-0123456789abcdef";

/** A server of embeddings in OpenAI's words. */
async function withServer<Result>(
  answer: { status: number; body: unknown },
  run: (url: string, bodies: unknown[]) => Promise<Result>,
): Promise<Result> {
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    request.on("end", () => {
      bodies.push({ url: request.url, ...JSON.parse(text) });
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  try {
    return await run(`http://127.0.0.1:${port}/v1`, bodies);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const connect = (kind: ConnectionKind, baseUrl: string | null = null) =>
  makeProvider({ kind, baseUrl, apiKey: KEY }, { guard: { allowLoopback: true }, projectId: "a" });

const vectors = {
  object: "list",
  model: "text-embedding-3-small",
  data: [
    { object: "embedding", index: 0, embedding: [1, 0] },
    { object: "embedding", index: 1, embedding: [0.6, 0.8] },
  ],
  usage: { prompt_tokens: 1_000_000, total_tokens: 1_000_000 },
};

test.each(["openai", "openai-compatible"] as const)(
  "%s gives vectors in the order of the texts, with their tokens",
  async (kind) => {
    await withServer({ status: 200, body: vectors }, async (url, bodies) => {
      const request = { model: "text-embedding-3-small", texts: ["a", "b"] };
      const answer = await connect(kind, url).embed?.(request, { signal });
      expect(answer?.vectors).toEqual([
        [1, 0],
        [0.6, 0.8],
      ]);
      expect(answer?.usage.inputTokens).toBe(1_000_000);
      expect(bodies).toMatchObject([
        { url: "/v1/embeddings", model: "text-embedding-3-small", input: ["a", "b"] },
      ]);
    });
  },
);

test("a known model has its price", async () => {
  await withServer({ status: 200, body: vectors }, async (url) => {
    const request = { model: "text-embedding-3-small", texts: ["a", "b"] };
    const answer = await connect("openai", url).embed?.(request, { signal });
    expect(answer?.usage.costUsd).toBeCloseTo(0.02, 6);
    const unlisted = await connect("openai", url).embed?.({ ...request, model: "own" }, { signal });
    expect(unlisted?.usage).toMatchObject({ costUsd: null, costUnknown: "no_price" });
  });
});

test("a refusal is a provider's error without the key, and a wrong number of vectors is no answer", async () => {
  const request = { model: "m", texts: ["a"] };
  await withServer({ status: 401, body: { error: { message: `Bad key ${KEY}` } } }, async (url) => {
    const error = await connect("openai", url)
      .embed?.(request, { signal })
      .catch((e) => e);
    expect(isProviderError(error) && error.reason).toBe("auth");
    expect(String(error)).not.toContain(KEY);
  });
  await withServer({ status: 200, body: vectors }, async (url) => {
    const error = await connect("openai", url)
      .embed?.(request, { signal })
      .catch((e) => e);
    expect(String(error)).toMatch(/another number of embeddings/);
  });
});

test("Anthropic and recordings have no embeddings", () => {
  expect(connect("anthropic").embed).toBeUndefined();
  expect(connect("replay").embed).toBeUndefined();
});

const embedLocally = async (texts: string[]) => {
  const answer = await connect("local-baseline").embed?.({ model: "baseline", texts }, { signal });
  if (!answer) throw new Error("The baseline has no embeddings.");
  return answer;
};

test("local/baseline embeds by words and word parts, for nothing", async () => {
  const { vectors, usage } = await embedLocally([
    "Your refund is on its way",
    "The refund will be on its way soon",
    "Bread needs flour, water and salt",
  ]);
  const [one = [], two = [], other = []] = vectors;
  expect(usage.costUsd).toBe(0);
  expect(usage.estimated).toBe(true);
  expect(computeCosine(one, two)).toBeGreaterThan(0.5);
  expect(computeCosine(one, other)).toBeLessThan(0.2);
});

test("the baseline's vectors are the same each time, of one length, and know no order of words", async () => {
  const word = fc.constantFrom("refund", "parcel", "flour", "Größe", "返金", "late", "tent");
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 12 }), async (words) => {
      const texts = [words.join(" "), words.toReversed().join(" ")];
      const [first, again] = [await embedLocally(texts), await embedLocally(texts)];
      expect(first.vectors).toEqual(again.vectors);
      const [one = [], two = []] = first.vectors;
      expect(Math.hypot(...one)).toBeCloseTo(1, 9);
      expect(computeCosine(one, two)).toBeCloseTo(1, 9);
    }),
    { numRuns: 40 },
  );
});
