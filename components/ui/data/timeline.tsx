import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export function Timeline({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <ul className={cn("grid content-start", className)} aria-label={label}>
      {children}
    </ul>
  );
}

const timelineItemClass = cn(
  "relative grid grid-cols-[20px_minmax(0,1fr)] gap-3 pb-3 text-13 last:pb-0",
  "before:absolute before:top-5 before:bottom-0 before:left-[9.5px] before:w-px before:bg-border last:before:hidden",
);

interface TimelineItemProps {
  /** An icon or an Avatar. */
  node: ReactNode;
  when?: ReactNode;
  children: ReactNode;
}

export function TimelineItem({ node, when, children }: TimelineItemProps) {
  return (
    <li className={timelineItemClass}>
      <span className="grid size-5 place-items-center text-text-3">{node}</span>
      <div className="min-w-0">
        {children}
        {when && <div className="text-[12px] text-text-3">{when}</div>}
      </div>
    </li>
  );
}
