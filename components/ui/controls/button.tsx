import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/text/kbd";

export interface ButtonStyle {
  variant?: "default" | "primary" | "danger" | "ghost";
  size?: "md" | "sm";
}

/** The look of a button, for a link that leads on: `<Link className={buttonClass({ variant: "primary" })}>`. */
export function buttonClass({ variant = "default", size = "md" }: ButtonStyle = {}): string {
  return cn("btn", variant !== "default" && `btn-${variant}`, size === "sm" && "btn-sm");
}

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
      className={cn(buttonClass({ variant, size }), className)}
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
