import { ApiError, fillPath, problemOf, requestIdOf } from "@/lib/http/api-client";
import type { TryDone, TryFailed, TryPromptInput, TryText } from "@/lib/runs/try/try-contract";

export interface TryListener {
  onText: (delta: string) => void;
  onDone: (done: TryDone) => void;
  onFailed: (failed: TryFailed) => void;
}

const path = "/api/v1/projects/{project}/prompts/{name}/tries";

/** Asks once and hears the answer as it comes. Throws an ApiError when it is refused before it begins. */
export function streamTry(
  project: string,
  name: string,
  body: TryPromptInput,
  signal: AbortSignal,
  listener: TryListener,
): Promise<void> {
  return streamEvents(fillPath(path, { project, name }), body, signal, (event, data) => {
    if (event === "text") listener.onText((data as TryText).delta);
    if (event === "done") listener.onDone(data as TryDone);
    if (event === "failed") listener.onFailed(data as TryFailed);
  });
}

/** Posts, and hears the events of the answer until `done` or `failed`; one without either was cut off. */
export async function streamEvents(
  address: string,
  body: unknown,
  signal: AbortSignal,
  onEvent: (event: string, data: unknown) => void,
): Promise<void> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok || !response.body) throw new ApiError(await problemOf(response));
  let hasEnded = false;
  for await (const { event, data } of parseEvents(response.body)) {
    onEvent(event, JSON.parse(data));
    hasEnded ||= event === "done" || event === "failed";
  }
  if (!hasEnded && !signal.aborted) throw new Error("The answer was cut off. Try again.");
}

/** What to say of an answer that failed on its way, unless it was given up. */
export function problemOfStream(error: unknown): { problem: string; requestId: string | null } {
  const problem =
    error instanceof ApiError
      ? error.message
      : "Galley could not be reached, or the answer was cut off. Try again.";
  return { problem, requestId: requestIdOf(error) };
}

/** Server-sent events as our own server writes them: one event line, one data line, an empty line. */
export async function* parseEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<{ event: string; data: string }> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const lines = block.split("\n");
      const read = (field: string) =>
        lines.find((line) => line.startsWith(`${field}: `))?.slice(field.length + 2);
      const data = read("data");
      if (data !== undefined) yield { event: read("event") ?? "message", data };
    }
  }
}
