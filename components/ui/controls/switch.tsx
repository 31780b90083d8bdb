import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role" | "children"> {
  label?: ReactNode;
}

/** Takes effect at once; a choice that waits for "Save" is a Checkbox. */
export function Switch({ label, className, ...rest }: SwitchProps) {
  return (
    <label className={cn("check", className)}>
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a checkbox reports its own state */}
      <input type="checkbox" role="switch" className="switch" {...rest} />
      {label && <span>{label}</span>}
    </label>
  );
}
