"use client";
import { useSyncExternalStore } from "react";
import { formatClock } from "@/lib/format-time";
import type { SaverState } from "./editor-draft-saver";

const never = () => () => {};

/** `saved 14:20:07` */
export function EditorSaved({ save }: { save: SaverState }) {
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const time = isBrowser && save.savedAt ? formatClock(save.savedAt, Date.now()) : null;
  const text = {
    saved: time ? `saved ${time}` : "no draft yet",
    waiting: "not saved yet",
    saving: "saving…",
    offline: "not saved: no connection, trying again",
    refused: "not saved",
    stale: "not saved: changed in another tab",
  }[save.status];
  return (
    <span
      className={
        ["offline", "refused", "stale"].includes(save.status) ? "text-fail" : "tabular-nums"
      }
      role="status"
      data-save={save.status}
    >
      {isBrowser ? text : ""}
    </span>
  );
}
