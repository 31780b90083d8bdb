import { requestOf } from "./storm-batches.mjs";

const RETRY_MS = 200;

/**
 * Sends batches by several clients at once, each until it is acknowledged, as exporters do. `due` are deeds on
 * the way: the client that comes to a deed's batch does it first.
 * @template {object} T
 * @param {{ batches: T[], clients: number, url: () => string, project: string, apiKey: string,
 *   patienceMs: number, due?: { at: number, run: () => unknown }[], onTaken?: (batch: T) => void }} storm
 */
export async function sendStorm({ batches, clients, due = [], ...more }) {
  const progress = { sent: 0, refused: 0, errors: 0 };
  const waiting = [...due];
  let next = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < batches.length) {
        const index = next++;
        if (waiting[0] && index >= waiting[0].at) await waiting.shift().run();
        await sendUntilTaken(batches[index], progress, more);
      }
    }),
  );
  return progress;
}

async function sendUntilTaken(batch, progress, { url, project, apiKey, patienceMs, onTaken }) {
  const { path, body } = requestOf(batch, project);
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const status = await fetch(url() + path, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(30_000),
    }).then(
      async (response) => {
        await response.text();
        return response.status;
      },
      () => 0,
    );
    if (status === 200 || status === 202) {
      progress.sent += 1;
      onTaken?.(batch);
      return;
    }
    if (status === 429) progress.refused += 1;
    else progress.errors += 1;
    if (status >= 400 && status < 429) throw new Error(`A batch was refused with ${status}.`);
    if (Date.now() > giveUpAt) throw new Error(`A batch was never taken: ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
