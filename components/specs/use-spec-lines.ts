"use client";
import { useState } from "react";

export interface LineChange {
  /** By its old text: the line that a criterion stands for is renamed with it. */
  renamed?: { from: string; to: string };
  /** Of the lines as they stand when this change has its turn. */
  edit: (lines: string[]) => string[];
}

export interface LineOnItsWay {
  text: string;
  isRefused: boolean;
}

/** Adds, renames, moves and removes the lines of one list; each change is saved by itself. */
export function useSpecLines(lines: string[], onChange: (change: LineChange) => Promise<boolean>) {
  const [editing, setEditing] = useState<number | null>(null);
  // Lines on their way to the server: the next one can be typed meanwhile.
  const [adding, setAdding] = useState<LineOnItsWay[]>([]);
  const close = (index: number) => setEditing((now) => (now === index ? null : now));
  const drop = (text: string) => setAdding((now) => now.filter((each) => each.text !== text));
  const add = async (text: string, before?: string) => {
    const line = text.trim();
    if (before !== undefined) drop(before);
    const isComing = adding.some((each) => each.text === line && !each.isRefused);
    if (line === "" || lines.includes(line) || isComing) return;
    setAdding((now) => [...now, { text: line, isRefused: false }]);
    const isSaved = await onChange({
      edit: (now) => (now.includes(line) ? now : [...now, line]),
    });
    if (isSaved) return drop(line);
    setAdding((now) =>
      now.map((each) => (each.text === line ? { ...each, isRefused: true } : each)),
    );
  };
  const rename = async (index: number, from: string, text: string) => {
    const line = text.trim();
    if (line === "" || line === from) return close(index);
    if (lines.includes(line)) return;
    const edit = (now: string[]) => now.map((each) => (each === from ? line : each));
    if (await onChange({ edit, renamed: { from, to: line } })) close(index);
  };
  const move = (line: string, by: number) =>
    void onChange({
      edit: (now) => {
        const index = now.indexOf(line);
        const other = now[index + by];
        return index < 0 || other === undefined
          ? now
          : now.with(index, other).with(index + by, line);
      },
    });
  const remove = (line: string) =>
    void onChange({ edit: (now) => now.filter((each) => each !== line) });
  return { editing, setEditing, adding, add, drop, rename, move, remove };
}
