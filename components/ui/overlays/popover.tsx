"use client";
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { useOverlayTrigger } from "./use-overlay-trigger";

const PopoverBody = lazy(() => import("./popover-body"));

interface PopoverProps {
  /** A Button or IconButton. */
  trigger: ReactElement;
  /** Accessible name of what opens. */
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  align?: "start" | "center" | "end";
  className?: string;
}

/** A small panel beside its trigger: a filter form, an explanation with links. */
export function Popover({ trigger, label, children, align = "start", className }: PopoverProps) {
  const overlay = useOverlayTrigger("dialog");
  return (
    <>
      {cloneElement(trigger, overlay.triggerProps)}
      {overlay.used && (
        <Suspense>
          <PopoverBody
            anchor={overlay.anchor}
            open={overlay.open}
            onOpenChange={overlay.onOpenChange}
            label={label}
            align={align}
            className={className}
          >
            {typeof children === "function" ? children(() => overlay.setOpen(false)) : children}
          </PopoverBody>
        </Suspense>
      )}
    </>
  );
}
