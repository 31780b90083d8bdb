"use client";
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense } from "react";
import { useOverlayTrigger } from "./use-overlay-trigger";

const MenuBody = lazy(() => import("./menu-body"));

export interface MenuItem {
  label: ReactNode;
  /** A second line. */
  description?: ReactNode;
  /** At the right end: a shortcut or a value. */
  hint?: ReactNode;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
  /** Given: one of a set of choices, with a tick when true. */
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
}

export type MenuEntry = MenuItem | { heading: string } | { separator: true };

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
