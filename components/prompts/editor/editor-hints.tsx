import { lazyView } from "@/components/ui/lazy-view";
import type { EditorContent } from "./editor-content";

const PromptHints = lazyView(() =>
  import("@/components/chains/hints/prompt-hints").then((module) => module.PromptHints),
);

interface Props {
  project: string;
  prompt: string;
  editor: EditorContent;
  mayWrite: boolean;
}

/** What in the text may belong into code, retrieval or tools. */
export function EditorHints({ project, prompt, editor, mayWrite }: Props) {
  const { messages, tools = [], retrieval } = editor;
  return (
    <PromptHints
      project={project}
      prompt={prompt}
      messages={messages.map(({ message }) => message)}
      context={{
        tools: tools.map(({ name, description = "" }) => `${name} ${description}`),
        hasRetrieval: retrieval !== undefined,
      }}
      mayWrite={mayWrite}
    />
  );
}
