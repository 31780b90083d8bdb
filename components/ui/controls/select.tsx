import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { type FieldStyle, fieldClass } from "./field-class";

interface SelectProps extends Omit<ComponentProps<"select">, "size">, FieldStyle {}

/** The browser's own list: `<Select><option …/></Select>`. For options with more than a word see MenuSelect. */
export function Select({ size, changed, className, ...rest }: SelectProps) {
  return (
    <select className={cn(fieldClass({ control: "select", size, changed }), className)} {...rest} />
  );
}
