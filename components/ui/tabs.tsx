import type { ReactNode } from "react";
import { Link } from "@/components/ui/controls/link";
import { cn } from "./cn";

export interface TabLink {
  label: ReactNode;
  href: string;
  current?: boolean;
  icon?: ReactNode;
  /** A count, or null while it is not known. */
  count?: number | string | null;
}

interface TabsProps {
  /** Accessible name of the navigation. */
  label: string;
  tabs: ReadonlyArray<TabLink>;
  className?: string;
  /** Keeps the scroll position, for tabs that filter a list on the same page. */
  keepScroll?: boolean;
  replace?: boolean;
}

export const tabsClass = "flex gap-4 max-lg:overflow-x-auto";

export const tabClass = cn(
  "-mb-px inline-flex h-9 items-center gap-1.5 border-transparent border-b-2 text-13 whitespace-nowrap text-text-2",
  "hover:text-text chosen:border-accent chosen:font-medium chosen:text-text",
);

export const tabCountClass = "text-12 font-normal text-text-3 tabular-nums";

/** Tabs are links: each part of a page has its address. */
export function Tabs({ label, tabs, className, keepScroll, replace }: TabsProps) {
  return (
    <nav className={cn(tabsClass, "border-b", className)} aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          className={tabClass}
          aria-current={tab.current ? "page" : undefined}
          scroll={!keepScroll}
          replace={replace}
        >
          {tab.icon}
          {tab.label}
          {tab.count != null && <span className={tabCountClass}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
