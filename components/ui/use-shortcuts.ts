"use client";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { matchesStroke, parseShortcut, type Stroke } from "./shortcut";

export interface Shortcut {
  /** `j`, `?`, `mod+enter`, or a sequence `g p`. */
  keys: string;
  label: string;
  /** Heading in the sheet of keys. */
  group?: string;
  run: (event: KeyboardEvent) => void;
  enabled?: boolean;
  /** Runs while typing, too. The default for shortcuts with ⌘ or Ctrl. */
  inInputs?: boolean;
}

interface Registered {
  id: string;
  strokes: Stroke[];
  shortcut: Shortcut;
}

const SEQUENCE_MS = 1000;
const registered = new Map<string, Registered>();
const listeners = new Set<() => void>();
let listed: Shortcut[] = [];
let pending: PressedStrokes = { events: [], at: 0 };
let counter = 0;

interface PressedStrokes {
  events: KeyboardEvent[];
  at: number;
}

function changed() {
  const byKeys = new Map<string, Shortcut>();
  for (const { shortcut } of registered.values()) {
    if (shortcut.enabled !== false) byKeys.set(shortcut.keys, shortcut);
  }
  listed = [...byKeys.values()];
  for (const listener of listeners) listener();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(
        "input:not([type=checkbox]):not([type=radio]), textarea, select, [role=textbox]",
      ) !== null)
  );
}

/** A key pressed in an open dialog, menu or list belongs to it, not to the page below. */
function isBehindOverlay(shortcut: Shortcut): boolean {
  return (
    !shortcut.inInputs &&
    document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null
  );
}

/** Enter and space on a button or link press it, whatever the page does with them. */
function pressesControl(event: KeyboardEvent): boolean {
  return (
    (event.key === "Enter" || event.key === " ") &&
    !(event.metaKey || event.ctrlKey) &&
    event.target instanceof HTMLElement &&
    event.target.closest("a[href], button, summary, input, [role=button]") !== null
  );
}

// Listens before everybody else: an overlay that Escape closes is still seen as open.
function onKeyDown(event: KeyboardEvent) {
  if (
    event.defaultPrevented ||
    event.isComposing ||
    ["Shift", "Meta", "Control", "Alt"].includes(event.key)
  )
    return;
  if (pressesControl(event)) return;
  const typing = isTyping(event.target);
  const now = event.timeStamp;
  const events = now - pending.at < SEQUENCE_MS ? [...pending.events, event] : [event];
  pending = { events, at: now };
  // The latest registration wins, so that a drawer may take a key of its page.
  for (const { strokes, shortcut } of [...registered.values()].reverse()) {
    if (shortcut.enabled === false) continue;
    const alsoTyping = shortcut.inInputs ?? strokes.some((stroke) => stroke.mod);
    if ((typing && !alsoTyping) || (!alsoTyping && isBehindOverlay(shortcut))) continue;
    const tail = events.slice(-strokes.length);
    if (tail.length < strokes.length) continue;
    if (!strokes.every((stroke, i) => tail[i] !== undefined && matchesStroke(stroke, tail[i])))
      continue;
    // `g p` must not also be the single key `p`, nor may `g` alone start something.
    if (strokes.length === 1 && startsLongerSequence(events)) continue;
    event.preventDefault();
    pending = { events: [], at: 0 };
    shortcut.run(event);
    return;
  }
}

function startsLongerSequence(events: KeyboardEvent[]): boolean {
  const previous = events.at(-2);
  const last = events.at(-1);
  if (!previous || !last) return false;
  return [...registered.values()].some(
    ({ strokes: [first, second], shortcut }) =>
      shortcut.enabled !== false &&
      first !== undefined &&
      second !== undefined &&
      matchesStroke(first, previous) &&
      matchesStroke(second, last),
  );
}

/** Registers keys while the component is shown. The list may be made anew at each render. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const latest = useRef(shortcuts);
  const signature = shortcuts
    .map((one) => `${one.keys}|${one.label}|${one.group ?? ""}|${one.enabled !== false}`)
    .join("\n");
  useEffect(() => {
    latest.current = shortcuts;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list
  useEffect(() => {
    const ids = shortcuts.map((shortcut, index) => {
      const id = String(counter++);
      registered.set(id, {
        id,
        strokes: parseShortcut(shortcut.keys),
        shortcut: { ...shortcut, run: (event) => latest.current[index]?.run(event) },
      });
      return id;
    });
    if (registered.size === ids.length)
      document.addEventListener("keydown", onKeyDown, { capture: true });
    changed();
    return () => {
      for (const id of ids) registered.delete(id);
      if (registered.size === 0)
        document.removeEventListener("keydown", onKeyDown, { capture: true });
      changed();
    };
  }, [signature]);
}

const none: Shortcut[] = [];

/** The keys that work on this page now, for the sheet behind `?`. */
export function useActiveShortcuts(): Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => listed,
    () => none,
  );
}
