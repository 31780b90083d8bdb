"use client";
import { Popover } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";
import { cn } from "@/components/ui/cn";
import { floatingClass } from "./menu-class";

interface PopoverBodyProps {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange: (open: boolean, details: { event: Event }) => void;
  label: string;
  align: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

export default function PopoverBody({
  anchor,
  open,
  onOpenChange,
  label,
  align,
  className,
  children,
}: PopoverBodyProps) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner
          className="z-50"
          anchor={anchor}
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          <Popover.Popup
            className={cn(floatingClass, "max-w-[min(400px,90vw)]", className ?? "w-max p-3")}
            aria-label={label}
            finalFocus={anchor}
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
