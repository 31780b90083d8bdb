"use client";
import { type KeyboardEvent, type PointerEvent, useEffect, useState } from "react";
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
  const [drag, setDrag] = useState<Drag | null>(null);

  useEffect(() => {
    if (!drag) return;
    const end = () => {
      setDrag(null);
      const range = rangeOf(drag);
      putInAddress(range);
      if (range.lastLine > range.line) onChosen(range);
    };
    window.addEventListener("pointerup", end);
    return () => window.removeEventListener("pointerup", end);
  }, [drag, onChosen]);

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    const cell = event.target instanceof HTMLElement ? event.target.closest("td.ln") : null;
    const at = cell instanceof HTMLElement ? lineAt(cell) : null;
    if (!at || event.button !== 0) return;
    event.preventDefault();
    const isSame = target?.part === at.part && target.side === at.side;
    const start = event.shiftKey && isSame && target.line ? target.line : at.line;
    setDrag({ part: at.part, side: at.side, start, end: at.line });
  }

  function onPointerOver({ target: over }: PointerEvent<HTMLElement>) {
    const row = drag && over instanceof HTMLElement ? over.closest("tr") : null;
    const cell = row?.querySelector<HTMLElement>(`td.ln[data-side="${drag?.side}"]`);
    const at = cell ? lineAt(cell) : null;
    if (drag && at?.part === drag.part) setDrag({ ...drag, end: at.line });
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
    chosen: drag ? rangeOf(drag) : target,
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
