import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { checkClass, checkInputClass } from "./check-class";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "children" | "size"> {
  /** Visible label; without one give `aria-label`. */
  label?: ReactNode;
  /** Some, but not all, of what it stands for. */
  indeterminate?: boolean;
  size?: "md" | "sm";
}

export function Checkbox({
  label,
  indeterminate = false,
  size,
  className,
  ...rest
}: CheckboxProps) {
  return (
    <label className={cn(checkClass({ size }), className)}>
      <input
        type="checkbox"
        className={checkInputClass}
        ref={(element) => {
          if (element) element.indeterminate = indeterminate;
        }}
        {...rest}
      />
      {label && <span>{label}</span>}
    </label>
  );
}
