"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { EditorQuestions } from "@/components/prompts/drafts/editor-questions";
import { bareContent } from "@/lib/prompts/bare-content";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import type { Version } from "@/lib/prompts/version-contract";
import type { PromptDraft, usePromptDraft } from "./prompt-draft";

interface Props {
  project: string;
  prompt: Prompt;
  draft: PromptDraft;
  discard: ReturnType<typeof usePromptDraft>["discard"];
  /** A version that the address asks to begin from, although there is a draft. */
  requestedVersion: Version | null;
  isDiscarding: boolean;
  onDiscarding: (isDiscarding: boolean) => void;
}

/** Whether to discard the draft, and whether another version may take its place. */
export function PromptQuestions({ project, prompt, requestedVersion, ...questions }: Props) {
  const router = useRouter();
  const [requested, setRequested] = useState(
    () =>
      requestedVersion && {
        number: requestedVersion.number,
        content: bareContent(requestedVersion),
      },
  );
  return (
    <EditorQuestions
      {...questions}
      requestedVersion={requested}
      onAnswered={() => {
        setRequested(null);
        router.replace(`/${project}/${promptPath(prompt)}/edit`, { scroll: false });
      }}
    />
  );
}
