"use client";
import { useEffect, useState } from "react";
import type { WrittenNote } from "@/lib/releases/note/note-contract";

export type NoteDraft = Required<WrittenNote>;

const EMPTY: NoteDraft = { goal: "", change: "", evalResult: "", tradeOff: "", risks: "" };

/** The note as it is being written, kept in this browser until it is released. */
export function useNoteDraft(key: string) {
  const place = `galley:release-note:${key}`;
  const [note, setNote] = useState<NoteDraft>(EMPTY);
  const [isRead, setIsRead] = useState(false);
  useEffect(() => {
    setNote({ ...EMPTY, ...readKept(place) });
    setIsRead(true);
  }, [place]);
  const change = (part: Partial<NoteDraft>) => {
    const next = { ...note, ...part };
    setNote(next);
    try {
      localStorage.setItem(place, JSON.stringify(next));
    } catch {
      // Without a place to keep it the note lives as long as the page.
    }
  };
  const forget = () => localStorage.removeItem(place);
  return { note, isRead, change, forget };
}

function readKept(place: string): Partial<NoteDraft> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? "{}");
    return typeof stored === "object" && stored !== null
      ? Object.fromEntries(
          Object.entries(stored).filter(
            ([name, text]) => name in EMPTY && typeof text === "string",
          ),
        )
      : {};
  } catch {
    return {};
  }
}
