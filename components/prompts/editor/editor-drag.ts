"use client";
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";

export interface DragState {
  key: string;
  /** Where it would land, as a position in the list without it. */
  to: number;
}

/** Dragging a card of a list by its handle, with mouse, pen or finger. Escape gives up. */
export function useCardDrag(
  list: RefObject<HTMLElement | null>,
  onMove: (key: string, to: number) => void,
) {
  const [drag, setDrag] = useState<DragState | null>(null);
  const now = useRef<DragState | null>(null);
  const show = (next: DragState | null) => {
    now.current = next;
    setDrag(next);
  };

  useEffect(() => {
    if (!drag) return;
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      now.current = null;
      setDrag(null);
    };
    window.addEventListener("keydown", cancel);
    return () => window.removeEventListener("keydown", cancel);
  }, [drag]);

  const handleProps = (key: string, index: number) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      show({ key, to: index });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!now.current || !list.current) return;
      scrollNear(list.current, event.clientY);
      show({ key, to: dropPosition(list.current, key, event.clientY) });
    },
    onPointerUp() {
      const last = now.current;
      show(null);
      if (last && last.to !== index) onMove(key, last.to);
    },
    onPointerCancel: () => show(null),
  });
  return { drag, handleProps };
}

/** Which edge of the card `key` shows where the dragged one would land. */
export function dropPlace(keys: readonly string[], drag: DragState | null, key: string) {
  if (!drag || drag.to === keys.indexOf(drag.key)) return null;
  const others = keys.filter((each) => each !== drag.key);
  if (others[drag.to] === key) return "above";
  return drag.to === others.length && others.at(-1) === key ? "below" : null;
}

function dropPosition(list: HTMLElement, key: string, y: number): number {
  const others = [...list.querySelectorAll<HTMLElement>("[data-card]")].filter(
    (card) => card.dataset.card !== key,
  );
  return others.filter((card) => {
    const { top, height } = card.getBoundingClientRect();
    return y > top + height / 2;
  }).length;
}

function scrollNear(list: HTMLElement, y: number): void {
  const { top, bottom } = list.getBoundingClientRect();
  if (y < top + 32) list.scrollTop -= 12;
  else if (y > bottom - 32) list.scrollTop += 12;
}
