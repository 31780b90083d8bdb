import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { findCachedActor } from "@/lib/auth/cached-actor";
import { isAppError } from "@/lib/http/app-error";
import { listenForReleases } from "./listen-for-releases";
import { getCachedServing, subscribe } from "./serving-cache";

const HEARTBEAT_MS = 15_000;
/** The id of the event that says that nothing is live any more. */
const OFFLINE = "offline";
const encoder = new TextEncoder();

/**
 * The serving document at once and after every change, as server-sent events `serving` with the ETag as id, and
 * `offline` when nothing is live any more. Where nothing is released yet the stream stays open for the first release. Whoever loses the right to it is
 * cut off at the next event or heartbeat.
 */
export async function streamServing(
  actor: Actor,
  { name, environment, request }: { name: string; environment: string; request: Request },
): Promise<Response> {
  authorize(actor, { scope: "prompts:read" });
  await listenForReleases();
  const place = { projectId: actor.projectId, prompt: name, environment };
  // Refused as a status, before the stream begins.
  await getCachedServing(place);
  let end = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      let sent = request.headers.get("last-event-id");
      let turn = Promise.resolve();
      let isOver = false;
      const write = (text: string) => {
        if (!isOver) controller.enqueue(encoder.encode(text));
      };
      const send = async () => {
        const { answers } = await getCachedServing(place);
        if (!answers) {
          if (sent !== null && sent !== OFFLINE)
            write(`event: offline\nid: ${OFFLINE}\ndata: {}\n\n`);
          if (sent !== null) sent = OFFLINE;
          return;
        }
        if (answers.document.etag === sent) return;
        sent = answers.document.etag;
        write(`event: serving\nid: ${sent}\ndata: ${answers.document.text}\n\n`);
      };
      const next = (what: () => Promise<void> | void) => {
        turn = turn
          .then(() => findCachedActor(request, actor.projectSlug))
          .then((asker) => authorize(asker, { scope: "prompts:read" }))
          .then(what)
          // The database away is no reason to hang up; losing the right is.
          .catch((error: unknown) => (isAppError(error) ? close() : undefined));
      };
      const beat = setInterval(() => next(() => write(": still here\n\n")), HEARTBEAT_MS);
      const unsubscribe = subscribe(place, () => next(send));
      const close = () => {
        if (isOver) return;
        end();
        controller.close();
      };
      end = () => {
        isOver = true;
        clearInterval(beat);
        unsubscribe();
      };
      request.signal.addEventListener("abort", close, { once: true });
      write(": connected\n\n");
      next(send);
    },
    cancel: () => end(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
