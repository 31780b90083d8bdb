"use client";
import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Prompt } from "@/lib/prompts/contract";
import { type DraftShape, type DraftStart, leavingSave, startOf } from "./editor-draft";
import type { DraftOf } from "./editor-draft-saver";

interface Options<Content, Editor> {
  shape: DraftShape<Content, Editor>;
  project: string;
  name: string;
  mayWrite: boolean;
  prompt: UseQueryResult<Prompt>;
  draft: UseQueryResult<DraftOf<Content> | null>;
  /** The version to begin from where there is no draft; `number` null: there is none. */
  version: UseQueryResult<unknown>;
  number: number | null;
  content: Content | undefined;
  starter: (prompt: Prompt) => Content;
}

/** Where writing begins: the person's draft, the version asked for, the latest, or nothing yet. */
export function useDraftStart<Content, Editor>(options: Options<Content, Editor>) {
  const { shape, project, name, mayWrite, prompt, draft, version, number, content } = options;
  const client = useQueryClient();
  const [isBehind, setBehind] = useState(() => leavingSave(shape, project, name) !== undefined);
  useEffect(() => {
    if (!isBehind) return;
    const catchUp = async () => {
      await leavingSave(shape, project, name);
      await shape.read(client, project, name);
      setBehind(false);
    };
    void catchUp().catch(() => setBehind(false));
  }, [isBehind, client, shape, project, name]);

  // Decided once: what is typed later must not begin again because something was read again.
  const [start, setStart] = useState<(DraftStart<Content> & { hadDraft: boolean }) | null>(null);
  const isReady =
    !isBehind &&
    prompt.data !== undefined &&
    (!mayWrite || draft.data !== undefined) &&
    (number === null || content !== undefined);
  if (!start && isReady && prompt.data) {
    const first = beginning(prompt.data);
    if (first) setStart(first);
  }
  function beginning(of: Prompt) {
    if (mayWrite && draft.data) return { ...startOf(draft.data), hadDraft: true };
    const none = { revision: 0, savedAt: null, hadDraft: false };
    if (content !== undefined && number !== null) return { ...none, content, baseVersion: number };
    return mayWrite ? { ...none, content: options.starter(of), baseVersion: null } : null;
  }
  const failed = [prompt, draft, version].find(({ error }) => error) ?? null;
  return { start, isReady, failed: start ? null : failed };
}
