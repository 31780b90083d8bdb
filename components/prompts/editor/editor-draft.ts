"use client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { ApiError, callApi, fillPath } from "@/lib/http/api-client";
import type { Draft, SaveDraft, saveDraftRoute } from "@/lib/prompts/draft-contract";
import { promptQueries } from "@/lib/prompts/queries";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { type EditorContent, toContent, toEditor } from "./editor-content";
import { DraftSaver, type SaveOutcome, type SaverState } from "./editor-draft-saver";
import { type LocalCopy, localCopyKey, readLocalCopy, writeLocalCopy } from "./editor-local-copy";

const path = "/api/v1/projects/{project}/prompts/{name}/draft" as const;
/** Browsers refuse larger bodies for a request that outlives its page. */
const KEEPALIVE_BYTES = 60_000;

/** Saves that were begun when an editor closed; the next one waits for them, or it would begin behind them. */
const leaving = new Map<string, Promise<void>>();

export function leavingSave(project: string, name: string): Promise<void> | undefined {
  return leaving.get(`${project} ${name}`);
}

export interface DraftStart {
  content: VersionContent;
  baseVersion: number | null;
  /** 0 when there is no draft yet. */
  revision: number;
  savedAt: string | null;
}

export function startOf(draft: Draft): DraftStart {
  const { content, baseVersion, revision, savedAt } = draft;
  return { content, baseVersion, revision, savedAt };
}

/** The draft being written, and its way to the server. */
export function useDraft(project: string, name: string, person: string, start: DraftStart) {
  const client = useQueryClient();
  const [editor, setEditor] = useState<EditorContent>(() => toEditor(start.content));
  const [baseVersion, setBaseVersion] = useState(start.baseVersion);
  const [generation, setGeneration] = useState(0);
  const [saver, setSaver] = useState<SaverState>({ status: "saved", savedAt: start.savedAt });
  const latest = useRef({ editor, baseVersion });

  const made = useRef<DraftSaver | null>(null);
  made.current ??= new DraftSaver({
    revision: start.revision,
    savedAt: start.savedAt,
    save: (body) => saveDraft(project, name, body, client),
    read: () => client.fetchQuery({ ...promptQueries.draft(project, name), staleTime: 0 }),
    keepCopy: (copy) => writeLocalCopy(localCopyKey(project, name, person), copy),
    onState: setSaver,
  });
  const draftSaver = made.current;

  useEffect(() => {
    const saveBeforeHiding = () => {
      if (document.visibilityState === "hidden") void draftSaver.flush();
    };
    const saveBeforeLeaving = () => {
      const body = draftSaver.unsaved;
      if (body) sendAndForget(project, name, body);
    };
    const saveAgain = () => void draftSaver.flush();
    document.addEventListener("visibilitychange", saveBeforeHiding);
    window.addEventListener("pagehide", saveBeforeLeaving);
    window.addEventListener("online", saveAgain);
    return () => {
      document.removeEventListener("visibilitychange", saveBeforeHiding);
      window.removeEventListener("pagehide", saveBeforeLeaving);
      window.removeEventListener("online", saveAgain);
      const key = `${project} ${name}`;
      const last = draftSaver.flush().finally(() => leaving.delete(key));
      leaving.set(key, last);
    };
  }, [draftSaver, project, name]);

  const actions = useMemo(() => {
    const show = (content: VersionContent, base: number | null) => {
      const next = toEditor(content);
      latest.current = { editor: next, baseVersion: base };
      setEditor(next);
      setBaseVersion(base);
      setGeneration((before) => before + 1);
    };
    return {
      saver: draftSaver,
      /** Changes what is written, and saves it after a pause. */
      change(edit: (before: EditorContent) => EditorContent) {
        const before = latest.current;
        const next = edit(before.editor);
        if (next === before.editor) return;
        latest.current = { ...before, editor: next };
        setEditor(next);
        draftSaver.change(toContent(next), before.baseVersion);
      },
      /** Puts another content in its place, saved like typing. */
      replace(content: VersionContent, base: number | null) {
        show(content, base);
        draftSaver.change(content, base);
      },
      /** Shows what an earlier page could not save any more. */
      recover(copy: LocalCopy, from: DraftStart) {
        show(copy.content, copy.baseVersion);
        draftSaver.recover(copy, from);
      },
      /** Shows what the server has. */
      load({ content, baseVersion: base, revision, savedAt }: DraftStart) {
        show(content, base);
        draftSaver.restart(revision, savedAt);
      },
      keepMine(theirRevision: number) {
        const { editor: now, baseVersion: base } = latest.current;
        return draftSaver.overwrite(theirRevision, toContent(now), base);
      },
      current: () => toContent(latest.current.editor),
    };
  }, [draftSaver]);
  const [began] = useState(start);
  useEffect(() => {
    const copy = readLocalCopy(localCopyKey(project, name, person));
    if (copy) actions.recover(copy, began);
  }, [actions, began, project, name, person]);

  // `generation` changes when another content takes this one's place.
  return { ...actions, editor, baseVersion, generation, save: saver };
}

export type DraftHandle = ReturnType<typeof useDraft>;

async function saveDraft(
  project: string,
  name: string,
  body: SaveDraft,
  client: QueryClient,
): Promise<SaveOutcome> {
  try {
    const draft = await callApi<typeof saveDraftRoute>("PUT", path, {
      params: { project, name },
      body,
      // A reload must not cut off a save that is under way.
      keepalive: isSmall(JSON.stringify(body)),
    });
    client.setQueryData(promptQueries.draft(project, name).queryKey, draft);
    return { kind: "saved", draft };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, status, detail, errors } = error.problem;
    if (code === "stale") return { kind: "stale" };
    if (status === 0 || status === 429 || status >= 500) return { kind: "offline" };
    return { kind: "refused", problem: errors?.[0]?.message ?? detail };
  }
}

const isSmall = (text: string) => new Blob([text]).size < KEEPALIVE_BYTES;

/** The page is going away: nobody will be there to hear the answer. */
function sendAndForget(project: string, name: string, body: SaveDraft): void {
  const text = JSON.stringify(body);
  void fetch(fillPath(path, { project, name }), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: text,
    keepalive: isSmall(text),
  }).catch(() => undefined);
}
