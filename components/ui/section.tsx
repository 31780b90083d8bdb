import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

interface SectionProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  /** Beside the title: a count, a badge, a segmented control. */
  beside?: ReactNode;
  /** At the right end of the header. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** Rows and tables bring their own padding. */
  flush?: boolean;
}

/** A titled block. Inside it are rows, never further cards. */
export function Section({
  title,
  beside,
  actions,
  footer,
  flush,
  children,
  className,
  ...rest
}: SectionProps) {
  return (
    <section className={cn("section", className)} {...rest}>
      {(title || actions) && (
        <header>
          {title && <h2>{title}</h2>}
          {beside}
          {actions && <div className="right">{actions}</div>}
        </header>
      )}
      {flush ? children : <div className="body">{children}</div>}
      {footer && <footer>{footer}</footer>}
    </section>
  );
}
