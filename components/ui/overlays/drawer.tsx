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

const bodyClass = "grid min-h-0 flex-1 content-start gap-4 overflow-auto px-4 py-3";

export const drawerClass = cn(
  "sticky top-(--topbar) flex h-[calc(100dvh-var(--topbar))] min-w-0 flex-col border-l bg-surface",
  "max-lg:fixed max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:h-auto max-lg:w-[min(420px,90vw)] max-lg:shadow-lg",
);

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
    <aside className={cn(drawerClass, className)} aria-label={label}>
      <header className="flex h-11 items-center gap-2 border-b pr-3 pl-4">
        <h2 className="min-w-0 truncate">{title}</h2>
        {beside}
        <div className="ml-auto flex gap-1">
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
      <section className={bodyClass} tabIndex={0} aria-label={`${label}, content`}>
        {children}
      </section>
    </aside>
  );
}
