import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A table that starts or ends a section keeps to its round corners; clip lets the head stick. */
const clipClass = "has-[>[data-slot=table]]:overflow-clip";

/** The frame alone, for what is no titled block. */
export const sectionClass = cn("min-w-0 rounded-lg border bg-surface", clipClass);

export const sectionHeadClass = cva("flex flex-wrap items-center gap-2", {
  variants: {
    variant: {
      framed: "min-h-11 border-b px-4 py-1.5",
      /** Above a list, so lower than a section that is looked at for itself. */
      low: "min-h-9 px-4 py-0.5",
      /** Inside something that has a frame and a ground of its own. */
      plain: "min-h-11 border-b py-1.5",
    },
  },
  defaultVariants: { variant: "framed" },
});

export const sectionBodyClass = cva("", {
  variants: { variant: { framed: "px-4 py-3", low: "px-4 pb-1.5", plain: "py-3" } },
  defaultVariants: { variant: "framed" },
});

export const sectionActionsClass = "ml-auto flex items-center gap-2";

export const sectionFootClass = "flex items-center gap-3 border-t px-4 py-2 text-12/5 text-text-2";

export type SectionVariant = VariantProps<typeof sectionHeadClass>["variant"];

interface SectionProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  /** Beside the title: a count, a badge, a segmented control. */
  beside?: ReactNode;
  /** At the right end of the header. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** Rows and tables bring their own padding. */
  flush?: boolean;
  variant?: SectionVariant;
}

/** A titled block. Inside it are rows, never further cards. */
export function Section({
  title,
  beside,
  actions,
  footer,
  flush,
  variant,
  children,
  className,
  ...rest
}: SectionProps) {
  return (
    <section className={cn(variant === "plain" ? "min-w-0" : sectionClass, className)} {...rest}>
      {(title || actions) && (
        <header className={sectionHeadClass({ variant })}>
          {title && <h2 className="whitespace-nowrap">{title}</h2>}
          {beside}
          {actions && <div className={sectionActionsClass}>{actions}</div>}
        </header>
      )}
      {flush ? children : <div className={sectionBodyClass({ variant })}>{children}</div>}
      {footer && <footer className={sectionFootClass}>{footer}</footer>}
    </section>
  );
}
