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
    <span className="btn-split">
      <Button variant={variant} size={size} disabled={disabled} {...rest} />
      <Menu
        align="end"
        items={items}
        trigger={
          <Button
            variant={variant}
            size={size}
            disabled={disabled}
            aria-label={menuLabel}
            title={menuLabel}
            icon={<ChevronDown />}
          />
        }
      />
    </span>
  );
}
