import { AppError } from "@/lib/http/app-error";

/** Batches that one process holds at most, of all projects and of one, and the bytes of their bodies. */
const MOST_BATCHES = 64;
const MOST_OF_PROJECT = 40;
const MOST_BYTES = 256_000_000;
const RETRY_AFTER_SECONDS = 2;

interface Load {
  batches: number;
  bytes: number;
  ofProject: Map<string, number>;
}

// Next's module graph and the server's each have this file: one count for both.
const shared = globalThis as { galleyTraceLoad?: Load };

function load(): Load {
  shared.galleyTraceLoad ??= { batches: 0, bytes: 0, ofProject: new Map() };
  return shared.galleyTraceLoad;
}

export interface Admission {
  /** Counts the body, once it is known. */
  hold: (bytes: number) => void;
  release: () => void;
}

/**
 * Lets a batch of traces in, or refuses it with 429 while too many are held: a client that waits loses nothing,
 * a process out of memory loses everything. The holder releases in any case.
 */
export function admit(projectId: string): Admission {
  const now = load();
  const ofProject = now.ofProject.get(projectId) ?? 0;
  if (now.batches >= MOST_BATCHES || ofProject >= MOST_OF_PROJECT) throw tooMany();
  now.batches += 1;
  now.ofProject.set(projectId, ofProject + 1);
  let inUse = 0;
  let isReleased = false;
  return {
    hold(bytes) {
      if (now.bytes > 0 && now.bytes + bytes > MOST_BYTES) throw tooMany();
      inUse += bytes;
      now.bytes += bytes;
    },
    release() {
      if (isReleased) return;
      isReleased = true;
      now.batches -= 1;
      now.bytes -= inUse;
      const remaining = (now.ofProject.get(projectId) ?? 1) - 1;
      if (remaining > 0) now.ofProject.set(projectId, remaining);
      else now.ofProject.delete(projectId);
    },
  };
}

function tooMany(): AppError {
  return new AppError(
    "too_many_requests",
    "More traces come in than can be stored now. Send this batch again in a moment.",
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}
