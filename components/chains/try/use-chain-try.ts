"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { problemOfStream, streamEvents } from "@/components/prompts/try/try-stream";
import type {
  TriedStep,
  TryChainDone,
  TryChainFailed,
  TryChainInput,
} from "@/lib/chains/try/try-contract";
import { fillPath } from "@/lib/http/api-client";

const path = "/api/v1/projects/{project}/chains/{name}/tries";

export type StepAnswer = Exclude<TriedStep, { status: "running" }>;

export interface ChainAnswer {
  status: "running" | "done" | "failed" | "cancelled";
  /** By the step's key; null while it runs. */
  steps: ReadonlyMap<string, StepAnswer | null>;
  done?: TryChainDone;
  problem?: string;
  requestId?: string | null;
  /** The request of this answer, which is older than the draft once they differ. */
  request: string;
}

interface Request {
  body: TryChainInput;
  request: string;
  /** Answers that stay: of the steps before the one that runs alone. */
  before?: ReadonlyMap<string, StepAnswer | null>;
}

/** One run of the draft: each step as it ends. */
export function useChainTry(project: string, name: string) {
  const [answer, setAnswer] = useState<ChainAnswer | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const ask = useCallback(
    async ({ body, request, before = new Map() }: Request) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const { signal } = controller;
      const update = (change: (now: ChainAnswer) => Partial<ChainAnswer>) => {
        if (running.current !== controller) return;
        setAnswer((now) => now && { ...now, ...change(now) });
      };
      setAnswer({ status: "running", steps: before, request });
      try {
        await streamEvents(fillPath(path, { project, name }), body, signal, (event, data) => {
          if (event === "step") {
            const step = data as TriedStep;
            if (before.has(step.key)) return;
            const result = step.status === "running" ? null : step;
            update(({ steps }) => ({ steps: new Map(steps).set(step.key, result) }));
          }
          if (event === "done") update(() => ({ status: "done", done: data as TryChainDone }));
          if (event === "failed") {
            const { problem } = data as TryChainFailed;
            update(() => ({
              status: "failed",
              problem: problem.detail,
              requestId: problem.requestId,
            }));
          }
        });
      } catch (error) {
        if (signal.aborted) return update(() => ({ status: "cancelled" }));
        update(() => ({ status: "failed", ...problemOfStream(error) }));
      }
    },
    [project, name],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setAnswer((now) => (now?.status === "running" ? { ...now, status: "cancelled" } : now));
  }, []);
  return { answer, ask, cancel };
}
