import type { ReactNode } from "react";
import { cn } from "./cn";

interface EmptyProps {
  /** What is missing. */
  title: ReactNode;
  icon?: ReactNode;
  /** Why it matters and what to do. */
  children?: ReactNode;
  /** One primary action, and others. */
  actions?: ReactNode;
  /** Stands where there is padding already. */
  flush?: boolean;
  className?: string;
}

export function Empty({ title, icon, children, actions, flush = false, className }: EmptyProps) {
  return (
    <div
      className={cn(
        "grid max-w-130 justify-items-start gap-2 [&_p]:text-13 [&_p]:text-text-2",
        !flush && "p-6",
        className,
      )}
    >
      <h2 className="flex items-center gap-2 text-13">
        {icon}
        {title}
      </h2>
      {children && <p>{children}</p>}
      {actions && <div className="mt-1 flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
