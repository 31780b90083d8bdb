import { Children, type ReactNode } from "react";
import { cn } from "./cn";

interface PageHeadProps {
  title: ReactNode;
  /** One line below the title. */
  sub?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** Title of a page with its actions; one of them primary. */
export function PageHead({ title, sub, actions, className }: PageHeadProps) {
  return (
    <div className={cn("mb-3 flex items-start justify-between gap-4 max-lg:flex-wrap", className)}>
      <div className="min-w-0">
        <h1>{title}</h1>
        {sub && <div className="mt-0.5 text-13 text-text-2">{sub}</div>}
      </div>
      {actions && <div className="flex flex-none items-center gap-2">{actions}</div>}
    </div>
  );
}

/** Facts of a page in one line, parted by dots. Empty ones are left out. */
export function SubLine({ children, className }: { children: ReactNode; className?: string }) {
  const facts = Children.toArray(children);
  return (
    <div className={cn("flex flex-wrap items-center gap-x-1.5 text-13 text-text-2", className)}>
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts stand in a fixed order
        <span key={index} className="inline-flex items-center gap-1.5">
          <span>{fact}</span>
          {index < facts.length - 1 && (
            <span className="text-text-3" aria-hidden="true">
              ·
            </span>
          )}
        </span>
      ))}
    </div>
  );
}
