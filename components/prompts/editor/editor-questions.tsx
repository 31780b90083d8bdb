"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { bareContent } from "@/lib/prompts/bare-content";
import type { Prompt } from "@/lib/prompts/contract";
import { useDiscardDraft } from "@/lib/prompts/hooks";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version } from "@/lib/prompts/version-contract";
import { starterContent } from "./editor-content";
import type { DraftHandle } from "./editor-draft";

interface Props {
  project: string;
  prompt: Prompt;
  draft: DraftHandle;
  isDiscarding: boolean;
  onDiscarding: (open: boolean) => void;
  /** The version that the address asks to begin from, while there is a draft. */
  requestedVersion: Version | null;
  onAnswered: () => void;
}

/** What is asked before a draft is gone. */
export function EditorQuestions(props: Props) {
  const { project, prompt, draft, isDiscarding, onDiscarding, requestedVersion, onAnswered } =
    props;
  const { name, kind, latestVersion } = prompt;
  const { baseVersion } = draft;
  const client = useQueryClient();
  const discard = useDiscardDraft(project, name);

  async function discardDraft() {
    await draft.saver.flush();
    await discard.mutateAsync();
    const content = latestVersion
      ? bareContent(await client.fetchQuery(promptQueries.version(project, name, latestVersion)))
      : starterContent(kind);
    draft.load({ content, baseVersion: latestVersion, revision: 0, savedAt: null });
    toast("Draft discarded");
  }
  return (
    <>
      <ConfirmDialog
        open={isDiscarding}
        onOpenChange={onDiscarding}
        title="Discard your draft?"
        confirmLabel="Discard draft"
        cancelLabel="Keep it"
        tone="danger"
        onConfirm={discardDraft}
      >
        What differs from {baseVersion === null ? "the start" : `v${baseVersion}`} is lost, also in
        your other tabs. Saved versions stay as they are.
      </ConfirmDialog>
      <ConfirmDialog
        open={requestedVersion !== null}
        onOpenChange={(open) => !open && onAnswered()}
        title={`Start again from v${requestedVersion?.number}?`}
        confirmLabel={`Begin from v${requestedVersion?.number}`}
        cancelLabel="Keep my draft"
        tone="danger"
        onConfirm={() =>
          requestedVersion && draft.replace(bareContent(requestedVersion), requestedVersion.number)
        }
      >
        You have a draft{baseVersion === null ? "" : ` from v${baseVersion}`}. Starting from v
        {requestedVersion?.number} replaces it.
      </ConfirmDialog>
    </>
  );
}
