import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

interface SelectProps extends Omit<ComponentProps<"select">, "size"> {
  size?: "md" | "sm";
}

/** The browser's own list: `<Select><option …/></Select>`. For options with more than a word see MenuSelect. */
export function Select({ size = "md", className, ...rest }: SelectProps) {
  return <select className={cn("select", size === "sm" && "select-sm", className)} {...rest} />;
}
