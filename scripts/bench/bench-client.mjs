const TURNS = 3;
const READS = 100_000;
const READ_US = 5;
const VISIBLE_MS = 2_000;

/**
 * What a request of an application pays for its prompt with the SDK, which finds pins and arms itself, and how long
 * until a release reaches it. `rolling` is a prompt with a rollout, `release` releases something of `plain`.
 */
export async function benchClient({ baseUrl, apiKey, plain, rolling, release, report }) {
  const { Galley } = await import("../../sdk/dist/esm/index.js");
  const client = new Galley({ baseUrl, apiKey, environment: "staging" });
  try {
    for (const { what, prompt } of [
      { what: "prompt from the SDK, warm", prompt: plain },
      { what: "the same during a rollout, with pins", prompt: rolling },
    ]) {
      const us = await timeReads((unit) => client.prompt(prompt, { unit }));
      report({
        what,
        value: `${us.toFixed(2)} µs`,
        bar: `≤ ${READ_US} µs`,
        holds: us <= READ_US,
      });
    }
    const change = new Promise((resolve) => client.on("change", () => resolve(performance.now())));
    const askedAt = performance.now();
    await release();
    const ms = (await change) - askedAt;
    report({
      what: "release seen by a running SDK, from the request on",
      value: `${Math.round(ms)} ms`,
      bar: `≤ ${VISIBLE_MS} ms`,
      holds: ms <= VISIBLE_MS,
    });
  } finally {
    await client.close();
  }
}

/** µs of one read, in the fastest of some turns: what the machine does beside it is not the client's. */
async function timeReads(read) {
  const turns = [];
  for (let turn = 0; turn < TURNS + 1; turn++) {
    await read("user-0");
    const startedAt = performance.now();
    for (let index = 0; index < READS; index++) await read(`user-${index}`);
    turns.push(((performance.now() - startedAt) / READS) * 1_000);
  }
  // The first turn is the compiler's.
  return Math.min(...turns.slice(1));
}
