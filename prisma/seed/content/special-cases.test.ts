import { expect, test } from "vitest";
import { findSpecialCases } from "@/lib/specs/special-cases/find-special-cases";
import { escalationPrompt, replyPrompt, rewriteQueryPrompt } from "./other-prompts";
import { triagePrompt } from "./triage-versions";

const prompts = [triagePrompt, escalationPrompt, replyPrompt, rewriteQueryPrompt];

test.each(prompts.map((prompt) => [prompt.name, prompt.versions] as const))(
  "no version of %s is taken for a list of special cases",
  (_, versions) => {
    const sentences = versions.slice(1).map(({ messages }, index) => {
      const parent = versions[index]?.messages ?? [];
      return findSpecialCases(parent, messages).sentences.map(({ text }) => text);
    });
    expect(sentences.flat()).toEqual([]);
  },
);
