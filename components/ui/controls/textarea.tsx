import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

interface TextareaProps extends ComponentProps<"textarea"> {
  mono?: boolean;
}

export function Textarea({ mono, className, rows = 3, ...rest }: TextareaProps) {
  return (
    <textarea
      className={cn("textarea", mono && "font-mono text-12 leading-5", className)}
      rows={rows}
      {...rest}
    />
  );
}
