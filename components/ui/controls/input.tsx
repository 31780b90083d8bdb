import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

interface InputProps extends Omit<ComponentProps<"input">, "size"> {
  size?: "md" | "sm";
  mono?: boolean;
}

export function Input({ size = "md", mono, className, ...rest }: InputProps) {
  return (
    <input
      className={cn("input", size === "sm" && "input-sm", mono && "font-mono", className)}
      {...rest}
    />
  );
}
