"use client";
import { Menu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { RefObject } from "react";
import { Link } from "@/components/ui/controls/link";
import { menuClass, menuHeadingClass, menuHintClass, menuItemClass } from "./menu-class";
import type { MenuEntry, MenuItem } from "./menu-props";

interface MenuBodyProps {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange: (open: boolean, details: { event: Event }) => void;
  items: ReadonlyArray<MenuEntry>;
  align: "start" | "end";
  side: "bottom" | "top" | "right";
}

export default function MenuBody({
  anchor,
  open,
  onOpenChange,
  items,
  align,
  side,
}: MenuBodyProps) {
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Menu.Portal>
        <Menu.Positioner
          className="z-50"
          anchor={anchor}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
        >
          <Menu.Popup className={menuClass} finalFocus={anchor}>
            {items.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries stand in a fixed order
              <Entry key={index} entry={entry} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if ("separator" in entry) return <Menu.Separator className="m-1 h-px bg-border" />;
  if ("heading" in entry) return <div className={menuHeadingClass}>{entry.heading}</div>;
  const className = menuItemClass({ tone: entry.danger ? "danger" : "default" });
  if (entry.checked !== undefined)
    return (
      <Menu.CheckboxItem
        className={className}
        checked={entry.checked}
        disabled={entry.disabled}
        closeOnClick
        onCheckedChange={() => entry.onSelect?.()}
      >
        <Content item={entry} />
      </Menu.CheckboxItem>
    );
  if (entry.href && !entry.disabled)
    return (
      <Menu.LinkItem
        className={className}
        closeOnClick
        render={<Link href={entry.href} />}
        onClick={entry.onSelect}
      >
        <Content item={entry} />
      </Menu.LinkItem>
    );
  return (
    <Menu.Item className={className} disabled={entry.disabled} onClick={entry.onSelect}>
      <Content item={entry} />
    </Menu.Item>
  );
}

function Content({ item }: { item: MenuItem }) {
  return (
    <>
      {item.checked !== undefined && (
        <Check className={item.checked ? "text-accent" : "invisible"} aria-hidden="true" />
      )}
      {item.icon}
      <span className="min-w-0">
        {item.label}
        {item.description && <span className="block text-12 text-text-3">{item.description}</span>}
      </span>
      {item.hint && <span className={menuHintClass}>{item.hint}</span>}
    </>
  );
}
