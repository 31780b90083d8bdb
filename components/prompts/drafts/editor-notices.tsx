"use client";
import { type ReactNode, useEffect, useState } from "react";
import { notesClass } from "@/components/prompts/editor/frame-class";
import { nounOf } from "@/components/prompts/prompt-words";
import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlays/dialog";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Prompt } from "@/lib/prompts/contract";
import { EditorAfterSaving, type SavedVersion } from "./editor-after-saving";
import { type DraftHandle, startOf } from "./editor-draft";
import type { DraftOf } from "./editor-draft-saver";

interface Props<Content, Editor> {
  project: string;
  prompt: Prompt;
  draft: DraftHandle<Content, Editor>;
  /** The draft as the server has it now; the same function while the page is open. */
  read: () => Promise<DraftOf<Content> | null>;
  /** The difference of two drafts, to look at. */
  compare: (theirs: Content, mine: Content) => ReactNode;
  /** What is written when there is no draft: the version it began from, or the starter. */
  fallback: Content;
  /** The version that the address asks to begin from, when there is none like that. */
  missing: string | null;
  /** The version that was just saved, until something is written on it. */
  saved: SavedVersion | null;
}

/** What keeps a draft from being saved, and the ways out of it. */
export function EditorNotices<Content, Editor>(props: Props<Content, Editor>) {
  const { project, prompt, draft, missing, saved } = props;
  const { status, problem } = draft.save;
  return (
    <div className={notesClass}>
      {status === "stale" ? (
        <StaleDraft {...props} />
      ) : status === "refused" ? (
        <Notice tone="fail" title="The draft cannot be saved.">
          {problem}
        </Notice>
      ) : (
        <>
          {saved && <EditorAfterSaving project={project} prompt={prompt} saved={saved} />}
          {missing !== null && !saved && (
            <Notice tone="warn" title={`There is no version ${missing} to begin from.`}>
              {draft.baseVersion === null
                ? `Nothing has been saved of this ${nounOf(prompt.kind)} yet.`
                : `This draft comes from v${draft.baseVersion}.`}
            </Notice>
          )}
        </>
      )}
    </div>
  );
}

/** Another tab was faster: its draft or this one stays. */
function StaleDraft<Content, Editor>(props: Props<Content, Editor>) {
  const { prompt, draft, fallback } = props;
  const theirs = useTheirs(props.read);
  const [isComparing, setComparing] = useState(false);
  const load = () => {
    setComparing(false);
    draft.load(
      theirs
        ? startOf(theirs)
        : { content: fallback, baseVersion: prompt.latestVersion, revision: 0, savedAt: null },
    );
  };
  const keep = () => {
    setComparing(false);
    void draft.keepMine(theirs?.revision ?? 0);
  };
  const ways = theirs !== undefined && (
    <>
      <Button size="sm" onClick={load}>
        {theirs ? "Load that one" : "Start again"}
      </Button>
      <Button size="sm" onClick={keep}>
        Keep mine
      </Button>
    </>
  );
  return (
    <>
      <Notice
        tone="warn"
        role="alert"
        title={
          theirs === null
            ? "Your draft was saved as a version or discarded in another tab."
            : "Your draft was saved from another tab."
        }
        actions={
          <span className="flex flex-none gap-2">
            {theirs && (
              <Button size="sm" variant="ghost" onClick={() => setComparing(true)}>
                See both
              </Button>
            )}
            {ways}
          </span>
        }
      >
        {theirs && (
          <>
            It was saved <RelativeTime value={theirs.savedAt} />; the text here is not saved.{" "}
          </>
        )}
        {theirs === null && "The text here is not saved."}
      </Notice>
      {theirs && (
        <Dialog
          open={isComparing}
          onOpenChange={setComparing}
          size="lg"
          title="Both drafts"
          description="Red is only in the one from the other tab, green only in yours here."
          footer={ways}
        >
          {isComparing && props.compare(theirs.content, draft.current())}
        </Dialog>
      )}
    </>
  );
}

/** The draft of the other tab: undefined until it is read, null where there is none any more. */
function useTheirs<Content>(read: Props<Content, unknown>["read"]) {
  const [theirs, setTheirs] = useState<DraftOf<Content> | null | undefined>(undefined);
  useEffect(() => {
    let isOld = false;
    read()
      .then((draft) => !isOld && setTheirs(draft))
      .catch(() => undefined);
    return () => {
      isOld = true;
    };
  }, [read]);
  return theirs;
}
