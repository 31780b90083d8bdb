"use client";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { isWithin, type LineRange, type LineTarget, lineId } from "./version-diff-parts";

interface Drag {
  part: string;
  side: "from" | "to";
  start: number;
  end: number;
}

/**
 * Lines are chosen by their numbers: a click takes one, a drag or a click with shift all up to there, and shift
 * with an arrow does it from the button beside a line. What is chosen stands in the address.
 */
export function useLineSelection(target: LineTarget | null, onChosen: (range: LineRange) => void) {
  // The pointer is faster than a render: the ref is what counts, the state is what shows.
  const drag = useRef<Drag | null>(null);
  const [shown, setShown] = useState<Drag | null>(null);
  const move = (next: Drag | null) => {
    drag.current = next;
    setShown(next);
  };

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    const cell = event.target instanceof HTMLElement ? event.target.closest("td[data-line]") : null;
    const at = cell instanceof HTMLElement ? lineAt(cell) : null;
    if (!at || event.button !== 0) return;
    event.preventDefault();
    const isSame = target?.part === at.part && target.side === at.side;
    const start = event.shiftKey && isSame && target.line ? target.line : at.line;
    move({ part: at.part, side: at.side, start, end: at.line });
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener("pointercancel", () => move(null), { signal });
    window.addEventListener(
      "pointerup",
      () => {
        controller.abort();
        if (!drag.current) return;
        const range = rangeOf(drag.current);
        move(null);
        putInAddress(range);
        if (range.lastLine > range.line) onChosen(range);
      },
      { signal },
    );
  }

  function onPointerOver({ target: over }: PointerEvent<HTMLElement>) {
    const now = drag.current;
    const row = now && over instanceof HTMLElement ? over.closest("tr") : null;
    const cell = row?.querySelector<HTMLElement>(`td[data-side="${now?.side}"]`);
    const at = cell ? lineAt(cell) : null;
    if (now && at?.part === now.part) move({ ...now, end: at.line });
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const button = event.target instanceof HTMLElement ? event.target : null;
    const at = button && "comment" in button.dataset ? lineAt(button) : null;
    if (!step || !button || !at) return;
    const part = button.closest("[data-part]");
    const sameSide = `button[data-comment][data-side="${at.side}"]`;
    const all = [...(part?.querySelectorAll<HTMLElement>(sameSide) ?? [])];
    const next = all[all.indexOf(button) + step];
    const to = next ? lineAt(next) : null;
    if (!next || !to) return;
    event.preventDefault();
    next.focus();
    if (event.shiftKey) putInAddress(rangeOf({ ...at, start: otherEnd(target, at), end: to.line }));
  }

  return {
    chosen: shown ? rangeOf(shown) : target,
    handlers: { onPointerDown, onPointerOver, onKeyDown },
  };
}

/** The end of the chosen lines that stays while the other one moves. */
function otherEnd(
  target: LineTarget | null,
  at: { part: string; side: "from" | "to"; line: number },
) {
  if (target?.part !== at.part || !isWithin(target, at.side, at.line)) return at.line;
  return (target.line === at.line ? target.lastLine : target.line) ?? at.line;
}

function rangeOf({ part, side, start, end }: Drag): LineRange {
  return { part, side, line: Math.min(start, end), lastLine: Math.max(start, end) };
}

function lineAt(element: HTMLElement) {
  const part = element.closest<HTMLElement>("[data-part]")?.dataset.part;
  const { side, line } = element.dataset;
  if (!part || !line || (side !== "from" && side !== "to")) return null;
  return { part, side, line: Number(line) } as const;
}

function putInAddress({ part, side, line, lastLine }: LineRange) {
  const id = lineId(part, side, line, lastLine);
  window.history.replaceState(window.history.state, "", `#${id}`);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}
