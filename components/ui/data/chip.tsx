import { cva } from "class-variance-authority";
import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/text/kbd";

export const chipClass = cva(
  "inline-flex h-5.5 items-center gap-1 rounded-sm border px-[7px] align-middle text-12 whitespace-nowrap tabular-nums [&_.lucide]:size-3",
  {
    variants: {
      pressable: {
        true: "bg-surface text-text-2 hover:bg-hover chosen:border-accent-border chosen:bg-accent-bg chosen:text-accent",
        false: "bg-surface text-text-2",
      },
    },
    defaultVariants: { pressable: false },
  },
);

interface ChipProps extends Omit<ComponentProps<"button">, "onClick"> {
  children: ReactNode;
  /** How many it stands for. */
  n?: number | string | null;
  pressed?: boolean;
  icon?: ReactNode;
  /** Key that presses it, shown before the label. */
  kbd?: string;
  onClick?: ComponentProps<"button">["onClick"];
  /** Shows a cross that takes the chip away; `removeLabel` names it. */
  onRemove?: () => void;
  removeLabel?: string;
}

/** Filters or assigns. Without `onClick` it only shows. */
export function Chip({
  children,
  n,
  pressed,
  icon,
  kbd,
  onClick,
  onRemove,
  removeLabel,
  className,
  ...rest
}: ChipProps) {
  const content = (
    <>
      {kbd && <Kbd keys={kbd} aria-hidden="true" className="-ml-1" />}
      {icon}
      {children}
      {n != null && <span className={cn(!pressed && "text-text-3")}>{n}</span>}
    </>
  );
  if (onClick)
    return (
      <button
        type="button"
        className={cn(chipClass({ pressable: true }), className)}
        aria-pressed={pressed}
        onClick={onClick}
        {...rest}
      >
        {content}
      </button>
    );
  return (
    <span className={cn(chipClass(), className)}>
      {content}
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel ?? "Remove"}
          className="-mr-1 grid size-4 place-items-center rounded-sm hover:bg-hover hover:text-text"
          onClick={onRemove}
        >
          <X aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
