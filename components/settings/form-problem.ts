import { ApiError } from "@/lib/http/api-client";

/** What a refused form says at its fields, and what is left to say for the whole of it. */
export function readProblem(error: Error | null) {
  const problem = error instanceof ApiError ? error.problem : null;
  const errors = problem?.errors ?? [];
  return {
    at: (path: string) => errors.find((one) => one.path === path)?.message,
    whole: error && errors.length === 0 ? error.message : null,
    code: problem?.code ?? null,
    requestId: problem?.requestId ?? null,
  };
}
