import { ChevronDown } from "lucide-react";
import { Menu } from "@/components/ui/overlays/menu";
import type { MenuEntry } from "@/components/ui/overlays/menu-props";
import { Button, type ButtonProps } from "./button";

interface SplitButtonProps extends ButtonProps {
  /** Name of the arrow, e.g. "More ways to export". */
  menuLabel: string;
  items: MenuEntry[];
}

/** One usual action with its rarer forms behind an arrow. */
export function SplitButton({
  menuLabel,
  items,
  variant,
  size,
  disabled,
  ...rest
}: SplitButtonProps) {
  return (
    <span className="inline-flex">
      <Button
        variant={variant}
        size={size}
        disabled={disabled}
        className="rounded-r-none"
        {...rest}
      />
      <Menu
        align="end"
        items={items}
        trigger={
          <Button
            variant={variant}
            size={size}
            disabled={disabled}
            slim
            className="-ml-px rounded-l-none"
            aria-label={menuLabel}
            title={menuLabel}
            icon={<ChevronDown />}
          />
        }
      />
    </span>
  );
}
