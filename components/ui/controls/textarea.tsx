import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { fieldClass } from "./field-class";

interface TextareaProps extends ComponentProps<"textarea"> {
  mono?: boolean;
  size?: "md" | "sm";
}

export function Textarea({ mono, size = "md", className, rows = 3, ...rest }: TextareaProps) {
  return (
    <textarea
      className={cn(
        fieldClass({ control: "textarea", size }),
        mono ? "font-mono text-12/5" : size === "sm" ? "text-12" : "text-13",
        className,
      )}
      rows={rows}
      {...rest}
    />
  );
}
