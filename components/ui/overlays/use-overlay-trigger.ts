"use client";
import { type KeyboardEvent, type RefObject, useRef, useState } from "react";

interface OpenChangeDetails {
  event: Event;
}

export interface OverlayTrigger {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  /** Opened at least once: from then on its code is loaded and stays mounted. */
  used: boolean;
  setOpen: (open: boolean) => void;
  onOpenChange: (open: boolean, details: OpenChangeDetails) => void;
  triggerProps: {
    ref: RefObject<HTMLElement | null>;
    "aria-haspopup": "menu" | "dialog";
    "aria-expanded": boolean;
    onClick: () => void;
    onKeyDown: (event: KeyboardEvent) => void;
  };
}

/** A trigger that costs nothing until it is pressed: the overlay's code is loaded then. */
export function useOverlayTrigger(kind: "menu" | "dialog"): OverlayTrigger {
  const anchor = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  const show = (next: boolean) => {
    setOpen(next);
    if (next) setUsed(true);
  };
  return {
    anchor,
    open,
    used,
    setOpen: show,
    onOpenChange: (next, { event }) => {
      // A press on the trigger is an outside press to the overlay; the trigger's own click closes it.
      const target = event.target;
      if (
        !next &&
        event.type !== "keydown" &&
        target instanceof Node &&
        anchor.current?.contains(target)
      )
        return;
      show(next);
    },
    triggerProps: {
      ref: anchor,
      "aria-haspopup": kind,
      "aria-expanded": open,
      onClick: () => show(!open),
      onKeyDown: (event) => {
        if (kind !== "menu" || event.key !== "ArrowDown" || open) return;
        event.preventDefault();
        show(true);
      },
    },
  };
}
