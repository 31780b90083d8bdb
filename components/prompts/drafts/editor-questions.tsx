"use client";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { DraftHandle } from "./editor-draft";

interface Props<Content, Editor> {
  draft: DraftHandle<Content, Editor>;
  /** Discards it on the server, and says what is written then. */
  discard: () => Promise<{ content: Content; baseVersion: number | null }>;
  isDiscarding: boolean;
  onDiscarding: (open: boolean) => void;
  /** The version that the address asks to begin from, while there is a draft. */
  requestedVersion: { number: number; content: Content } | null;
  onAnswered: () => void;
}

/** What is asked before a draft is gone. */
export function EditorQuestions<Content, Editor>(props: Props<Content, Editor>) {
  const { draft, discard, isDiscarding, onDiscarding, requestedVersion, onAnswered } = props;
  const { baseVersion } = draft;

  async function discardDraft() {
    await draft.saver.flush();
    draft.load({ ...(await discard()), revision: 0, savedAt: null });
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
          requestedVersion && draft.replace(requestedVersion.content, requestedVersion.number)
        }
      >
        You have a draft{baseVersion === null ? "" : ` from v${baseVersion}`}. Starting from v
        {requestedVersion?.number} replaces it.
      </ConfirmDialog>
    </>
  );
}
