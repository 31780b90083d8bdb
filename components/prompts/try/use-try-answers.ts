"use client";
import { useMemo } from "react";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { useTryAnswer } from "./try-answer";
import type { TryInput } from "./use-try-input";

interface Request {
  input: TryInput;
  /** The content as it stands at the moment of asking. */
  current: () => VersionContent;
}

/** The draft's answer and the other version's, each old once what it answers has changed. */
export function useTryAnswers(project: string, name: string, { input, current }: Request) {
  const { body, compared, content } = input;
  const draft = useTryAnswer(project, name);
  const other = useTryAnswer(project, name);
  const bodyKey = JSON.stringify(body);
  const request = useMemo(() => JSON.stringify(content) + bodyKey, [content, bodyKey]);
  const otherRequest = `${compared}${bodyKey}`;
  const runOther = () => {
    if (compared !== null)
      void other.ask({ ...body, version: compared, cache: true }, otherRequest);
  };
  return {
    ...{ draft, other, runOther },
    isRunning: draft.answer?.status === "running" || other.answer?.status === "running",
    isDraftOld: draft.answer !== null && draft.answer.request !== request,
    isOtherOld: other.answer !== null && other.answer.request !== otherRequest,
    run() {
      const latest = current();
      void draft.ask({ ...body, content: latest }, JSON.stringify(latest) + bodyKey);
      runOther();
    },
    cancel() {
      draft.cancel();
      other.cancel();
    },
    clear() {
      draft.clear();
      other.clear();
    },
  };
}
