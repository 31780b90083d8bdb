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
    <ul className={cn("timeline", className)} aria-label={label}>
      {children}
    </ul>
  );
}

interface TimelineItemProps {
  /** An icon or an Avatar. */
  node: ReactNode;
  when?: ReactNode;
  children: ReactNode;
}

export function TimelineItem({ node, when, children }: TimelineItemProps) {
  return (
    <li>
      <span className="node">{node}</span>
      <div className="min-w-0">
        {children}
        {when && <div className="when">{when}</div>}
      </div>
    </li>
  );
}
