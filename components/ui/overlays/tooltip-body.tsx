"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode, RefObject } from "react";
import { tooltipClass } from "./tooltip-class";

interface TooltipBodyProps {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onClose: () => void;
  side: "top" | "bottom";
  children: ReactNode;
}

export default function TooltipBody({
  id,
  anchor,
  open,
  onClose,
  side,
  children,
}: TooltipBodyProps) {
  return (
    <Tooltip.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Tooltip.Portal>
        <Tooltip.Positioner
          className="z-50"
          anchor={anchor}
          side={side}
          sideOffset={6}
          collisionPadding={8}
        >
          <Tooltip.Popup id={id} role="tooltip" className={tooltipClass}>
            {children}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
