import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export const iconButtonClass = cva(
  [
    "inline-grid flex-none place-items-center rounded text-text-2",
    "hover:bg-hover hover:text-text aria-expanded:bg-hover aria-expanded:text-text",
    "disabled:cursor-not-allowed disabled:bg-transparent disabled:text-border-control",
  ],
  {
    variants: { size: { md: "size-7", sm: "size-6", xs: "size-5" } },
    defaultVariants: { size: "md" },
  },
);

interface IconButtonProps
  extends Omit<ComponentProps<"button">, "children" | "aria-label">,
    VariantProps<typeof iconButtonClass> {
  /** Accessible name and hover title. */
  label: string;
  icon: ReactNode;
}

export function IconButton({ label, icon, size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={cn(iconButtonClass({ size }), className)}
      aria-label={label}
      title={label}
      {...rest}
    >
      {icon}
    </button>
  );
}
