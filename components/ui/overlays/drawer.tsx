"use client";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { useShortcuts } from "@/components/ui/use-shortcuts";

interface DrawerProps {
  /** Accessible name. */
  label: string;
  title: ReactNode;
  /** Beside the title: a badge. */
  beside?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
  children: ReactNode;
  className?: string;
}

/** One row's evidence beside its list; below 1024 px it lies over it. Escape closes. */
export function Drawer({
  label,
  title,
  beside,
  actions,
  onClose,
  onPrevious,
  onNext,
  children,
  className,
}: DrawerProps) {
  useShortcuts([
    { keys: "esc", label: `Close ${label.toLowerCase()}`, group: "Page", run: onClose },
  ]);
  return (
    <aside className={cn("drawer drawer-side", className)} aria-label={label}>
      <header>
        <h2 className="truncate">{title}</h2>
        {beside}
        <div className="right">
          {onPrevious && (
            <IconButton
              label="Previous"
              icon={<ChevronUp aria-hidden="true" />}
              onClick={onPrevious}
            />
          )}
          {onNext && (
            <IconButton label="Next" icon={<ChevronDown aria-hidden="true" />} onClick={onNext} />
          )}
          {actions}
          <IconButton label="Close" icon={<X aria-hidden="true" />} onClick={onClose} />
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="body" tabIndex={0} aria-label={`${label}, content`}>
        {children}
      </section>
    </aside>
  );
}
