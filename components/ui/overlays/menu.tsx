"use client";
import { cloneElement, lazy, type ReactElement, Suspense } from "react";
import type { MenuEntry } from "./menu-props";
import { useOverlayTrigger } from "./use-overlay-trigger";

const MenuBody = lazy(() => import("./menu-body"));

interface MenuProps {
  /** A Button or IconButton. */
  trigger: ReactElement;
  items: ReadonlyArray<MenuEntry>;
  align?: "start" | "end";
  side?: "bottom" | "top" | "right";
}

export function Menu({ trigger, items, align = "start", side = "bottom" }: MenuProps) {
  const overlay = useOverlayTrigger("menu");
  return (
    <>
      {cloneElement(trigger, overlay.triggerProps)}
      {overlay.used && (
        <Suspense>
          <MenuBody
            anchor={overlay.anchor}
            open={overlay.open}
            onOpenChange={overlay.onOpenChange}
            items={items}
            align={align}
            side={side}
          />
        </Suspense>
      )}
    </>
  );
}
