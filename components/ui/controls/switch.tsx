import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { checkClass } from "./check-class";

interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role" | "children"> {
  label?: ReactNode;
}

const switchClass = cn(
  "relative m-0 h-4 w-7 flex-none appearance-none rounded-full bg-border-control transition-[background-color] duration-[120ms]",
  "after:absolute after:top-0.5 after:left-0.5 after:size-3 after:rounded-full after:bg-surface after:transition-[translate] after:duration-[120ms]",
  "checked:bg-accent-fill checked:after:translate-x-3 checked:after:bg-text-on-fill disabled:cursor-not-allowed disabled:opacity-50",
);

/** Takes effect at once; a choice that waits for "Save" is a Checkbox. */
export function Switch({ label, className, ...rest }: SwitchProps) {
  return (
    <label className={cn(checkClass(), className)}>
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a checkbox reports its own state */}
      <input type="checkbox" role="switch" className={switchClass} {...rest} />
      {label && <span>{label}</span>}
    </label>
  );
}
