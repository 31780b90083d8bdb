import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/text/kbd";

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
      {n != null && <span className="n">{n}</span>}
    </>
  );
  if (onClick)
    return (
      <button
        type="button"
        className={cn("chip", className)}
        aria-pressed={pressed}
        onClick={onClick}
        {...rest}
      >
        {content}
      </button>
    );
  return (
    <span className={cn("chip", className)}>
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
