import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "children"> {
  /** Visible label; without one give `aria-label`. */
  label?: ReactNode;
  /** Some, but not all, of what it stands for. */
  indeterminate?: boolean;
}

export function Checkbox({ label, indeterminate = false, className, ...rest }: CheckboxProps) {
  return (
    <label className={cn("check", className)}>
      <input
        type="checkbox"
        ref={(element) => {
          if (element) element.indeterminate = indeterminate;
        }}
        {...rest}
      />
      {label && <span>{label}</span>}
    </label>
  );
}
