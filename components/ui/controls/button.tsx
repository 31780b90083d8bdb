import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/text/kbd";
import { type ButtonStyle, buttonClass } from "./button-class";

export interface ButtonProps extends ComponentProps<"button">, ButtonStyle {
  icon?: ReactNode;
  /** Shortcut shown in the button; it is not bound here. */
  kbd?: string;
  /** Work is under way: keeps focus and width, ignores clicks. */
  busy?: boolean;
}

export function Button({
  variant,
  size,
  slim,
  icon,
  kbd,
  busy,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={cn(buttonClass({ variant, size, slim }), className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {icon}
      {children}
      {kbd && <Kbd keys={kbd} aria-hidden="true" />}
    </button>
  );
}
