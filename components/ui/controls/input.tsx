import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { type FieldStyle, fieldClass } from "./field-class";

interface InputProps extends Omit<ComponentProps<"input">, "size">, FieldStyle {
  mono?: boolean;
}

export function Input({ size, changed, mono, className, ...rest }: InputProps) {
  return (
    <input
      className={cn(fieldClass({ size, changed }), mono && "font-mono", className)}
      {...rest}
    />
  );
}
