"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode, RefObject } from "react";

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
          className="floating"
          anchor={anchor}
          side={side}
          sideOffset={6}
          collisionPadding={8}
        >
          <Tooltip.Popup id={id} role="tooltip" className="tooltip">
            {children}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
