"use client";
import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notice";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Prompt } from "@/lib/prompts/contract";
import { useUpdatePrompt } from "@/lib/prompts/hooks";
import { nounOf } from "./prompt-words";

interface Props {
  project: string;
  prompt: Prompt;
  mayWrite: boolean;
}

export function PromptArchivedNotice({ project, prompt, mayWrite }: Props) {
  const update = useUpdatePrompt(project, prompt.name);
  if (prompt.archivedAt === null) return null;
  const restore = () =>
    update.mutate(
      { isArchived: false },
      {
        onSuccess: () => toast(`${prompt.name} is restored`),
        onError: (error) => toastError(error.message),
      },
    );
  return (
    <Notice
      className="mb-4"
      title={`This ${nounOf(prompt.kind)} is archived.`}
      actions={
        mayWrite && (
          <Button size="sm" busy={update.isPending} onClick={restore}>
            Restore
          </Button>
        )
      }
    >
      It is hidden from the list <RelativeTime value={prompt.archivedAt} />. What is live is still
      served.
    </Notice>
  );
}
