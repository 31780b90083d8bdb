"use client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { ApiError, fillPath } from "@/lib/http/api-client";
import {
  type DraftOf,
  DraftSaver,
  type SaveDraftOf,
  type SaveOutcome,
  type SaverState,
} from "./editor-draft-saver";
import { type LocalCopy, localCopyKey, readLocalCopy, writeLocalCopy } from "./editor-local-copy";

/** What there is to know of a kind of draft: how it is written in the editor, read and saved. */
export interface DraftShape<Content, Editor> {
  path: string;
  toEditor: (content: Content) => Editor;
  toContent: (editor: Editor) => Content;
  queryKey: (project: string, name: string) => readonly unknown[];
  /** As the server has it now. */
  read: (client: QueryClient, project: string, name: string) => Promise<DraftOf<Content> | null>;
  save: (
    place: DraftPlace,
    body: SaveDraftOf<Content>,
    options: { keepalive: boolean },
  ) => Promise<DraftOf<Content>>;
}

export interface DraftPlace {
  project: string;
  name: string;
  /** The id of whoever writes: unsaved words in the browser are theirs alone. */
  person: string;
}

/** Browsers refuse larger bodies for a request that outlives its page. */
const KEEPALIVE_BYTES = 60_000;

/** Saves that were begun when an editor closed; the next one waits for them, or it would begin behind them. */
const leaving = new Map<string, Promise<void>>();

const leavingKey = (path: string, project: string, name: string) =>
  fillPath(path, { project, name });

export function leavingSave(
  { path }: { path: string },
  project: string,
  name: string,
): Promise<void> | undefined {
  return leaving.get(leavingKey(path, project, name));
}

export interface DraftStart<Content> {
  content: Content;
  baseVersion: number | null;
  /** 0 when there is no draft yet. */
  revision: number;
  savedAt: string | null;
}

export function startOf<Content>(draft: DraftOf<Content>): DraftStart<Content> {
  const { content, baseVersion, revision, savedAt } = draft;
  return { content, baseVersion, revision, savedAt };
}

/** The draft being written, and its way to the server. */
export function useDraft<Content, Editor>(
  shape: DraftShape<Content, Editor>,
  { project, name, person }: DraftPlace,
  start: DraftStart<Content>,
) {
  const client = useQueryClient();
  const { toEditor, toContent } = shape;
  const [editor, setEditor] = useState<Editor>(() => toEditor(start.content));
  const [baseVersion, setBaseVersion] = useState(start.baseVersion);
  const [generation, setGeneration] = useState(0);
  const [saver, setSaver] = useState<SaverState>({ status: "saved", savedAt: start.savedAt });
  const latest = useRef({ editor, baseVersion });

  const saverRef = useRef<DraftSaver<Content> | null>(null);
  saverRef.current ??= new DraftSaver<Content>({
    revision: start.revision,
    savedAt: start.savedAt,
    save: (body) => saveDraft(shape, { project, name, person }, body, client),
    read: () => shape.read(client, project, name),
    keepCopy: (copy) => writeLocalCopy(localCopyKey(project, name, person), copy),
    onState: setSaver,
  });
  const draftSaver = saverRef.current;

  useSaveOnLeaving(draftSaver, shape.path, { project, name });

  const actions = useMemo(() => {
    const show = (content: Content, base: number | null) => {
      const next = toEditor(content);
      latest.current = { editor: next, baseVersion: base };
      setEditor(next);
      setBaseVersion(base);
      setGeneration((before) => before + 1);
    };
    return {
      saver: draftSaver,
      /** Changes what is written, and saves it after a pause. */
      change(edit: (before: Editor) => Editor) {
        const before = latest.current;
        const next = edit(before.editor);
        if (next === before.editor) return;
        latest.current = { ...before, editor: next };
        setEditor(next);
        draftSaver.change(toContent(next), before.baseVersion);
      },
      /** Puts another content in its place, saved like typing. */
      replace(content: Content, base: number | null) {
        show(content, base);
        draftSaver.change(content, base);
      },
      /** Shows what an earlier page could not save any more. */
      recover(copy: LocalCopy<Content>, from: DraftStart<Content>) {
        show(copy.content, copy.baseVersion);
        draftSaver.recover(copy, from);
      },
      /** Shows what the server has. */
      load({ content, baseVersion: base, revision, savedAt }: DraftStart<Content>) {
        show(content, base);
        draftSaver.restart(revision, savedAt);
      },
      keepMine(theirRevision: number) {
        const { editor: now, baseVersion: base } = latest.current;
        return draftSaver.overwrite(theirRevision, toContent(now), base);
      },
      current: () => toContent(latest.current.editor),
    };
  }, [draftSaver, toEditor, toContent]);
  const [began] = useState(start);
  useEffect(() => {
    const copy = readLocalCopy<Content>(localCopyKey(project, name, person));
    if (copy) actions.recover(copy, began);
  }, [actions, began, project, name, person]);

  // `generation` changes when another content takes this one's place.
  return { ...actions, editor, baseVersion, generation, save: saver };
}

export type DraftHandle<Content, Editor> = ReturnType<typeof useDraft<Content, Editor>>;

/** Saves when the tab is hidden or left, when the editor closes, and when the network is back. */
function useSaveOnLeaving<Content>(
  saver: DraftSaver<Content>,
  path: string,
  { project, name }: Pick<DraftPlace, "project" | "name">,
) {
  useEffect(() => {
    const saveBeforeHiding = () => {
      if (document.visibilityState === "hidden") void saver.flush();
    };
    const saveBeforeLeaving = () => {
      const body = saver.unsaved;
      if (body) sendAndForget(fillPath(path, { project, name }), body);
    };
    const saveAgain = () => void saver.flush();
    document.addEventListener("visibilitychange", saveBeforeHiding);
    window.addEventListener("pagehide", saveBeforeLeaving);
    window.addEventListener("online", saveAgain);
    return () => {
      document.removeEventListener("visibilitychange", saveBeforeHiding);
      window.removeEventListener("pagehide", saveBeforeLeaving);
      window.removeEventListener("online", saveAgain);
      const key = leavingKey(path, project, name);
      const last = saver.flush().finally(() => leaving.delete(key));
      leaving.set(key, last);
    };
  }, [saver, path, project, name]);
}

async function saveDraft<Content, Editor>(
  shape: DraftShape<Content, Editor>,
  place: DraftPlace,
  body: SaveDraftOf<Content>,
  client: QueryClient,
): Promise<SaveOutcome<Content>> {
  try {
    // A reload must not cut off a save that is under way.
    const draft = await shape.save(place, body, { keepalive: isSmall(JSON.stringify(body)) });
    client.setQueryData(shape.queryKey(place.project, place.name), draft);
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
function sendAndForget(address: string, body: unknown): void {
  const text = JSON.stringify(body);
  void fetch(address, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: text,
    keepalive: isSmall(text),
  }).catch(() => undefined);
}
