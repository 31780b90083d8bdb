"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { TryDone, TryPromptInput } from "@/lib/runs/try/try-contract";
import { problemOfStream, streamTry } from "./try-stream";

export interface TryAnswer {
  status: "running" | "done" | "failed" | "cancelled";
  text: string;
  done?: TryDone;
  problem?: string;
  requestId?: string | null;
  /** The request of this answer, which is older than the text once they differ. */
  request: string;
}

/** One side's answer: asked for, streamed, given up. */
export function useTryAnswer(project: string, name: string) {
  const [answer, setAnswer] = useState<TryAnswer | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const ask = useCallback(
    async (body: TryPromptInput, request: string) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const isOurs = () => running.current === controller;
      setAnswer({ status: "running", text: "", request });
      const update = (change: Partial<TryAnswer>) =>
        isOurs() && setAnswer((before) => before && { ...before, ...change });
      try {
        await streamTry(project, name, body, controller.signal, {
          onText: (delta) =>
            isOurs() && setAnswer((before) => before && { ...before, text: before.text + delta }),
          onDone: (done) => update({ status: "done", text: done.text, done }),
          onFailed: ({ problem }) =>
            update({ status: "failed", problem: problem.detail, requestId: problem.requestId }),
        });
      } catch (error) {
        if (controller.signal.aborted) return update({ status: "cancelled" });
        update({ status: "failed", ...problemOfStream(error) });
      }
    },
    [project, name],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setAnswer((before) =>
      before?.status === "running" ? { ...before, status: "cancelled" } : before,
    );
  }, []);
  const clear = useCallback(() => {
    running.current?.abort();
    setAnswer(null);
  }, []);
  return { answer, ask, cancel, clear };
}
