"use client";
import { Check, ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { usePathname } from "next/navigation";
import { Fragment, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { Menu } from "@/components/ui/overlays/menu";
import type { MenuEntry } from "@/components/ui/overlays/menu-props";
import { navClass, navCountClass } from "./nav-class";

export interface NavItem {
  label: string;
  href: string;
  icon: ReactNode;
  /** How many wait there; `mine` when they wait for this person. */
  count?: number;
  mine?: boolean;
  /** Pages below this address belong here, too. */
  alsoAt?: string;
  /** Key sequence that goes there, e.g. `g p`. */
  keys?: string;
}

export interface NavGroup {
  label?: string;
  items: readonly NavItem[];
}

export interface ProjectLink {
  name: string;
  href: string;
  current?: boolean;
}

export interface SidebarPerson {
  name: string;
  email?: string;
  /** The page with profile and sessions. */
  profileHref: string;
  onSignOut: () => void;
}

export interface SidebarProps {
  groups: readonly NavGroup[];
  /** Stand at the foot: Settings. */
  footItems?: readonly NavItem[];
  projects: readonly ProjectLink[];
  /** More entries of the project menu, e.g. "New project…". */
  projectMenu?: readonly MenuEntry[];
  person: SidebarPerson;
  /** Last line: version, demo data. */
  note?: ReactNode;
}

export function Sidebar({
  groups,
  footItems = [],
  projects,
  projectMenu = [],
  person,
  note,
}: SidebarProps) {
  const current = projects.find((project) => project.current);
  const name = current?.name ?? "Choose a project";
  return (
    <aside
      className="sticky top-0 flex h-screen flex-col gap-0.5 border-r bg-canvas p-2"
      aria-label="Project"
    >
      <Menu
        trigger={
          <button
            type="button"
            className="mb-1 flex h-9 w-full items-center gap-2 rounded px-2 text-left text-13 font-semibold hover:bg-hover max-lg:justify-center max-lg:px-0"
            aria-label={`Project ${name}`}
            title={name}
          >
            <span
              className="grid size-5 place-items-center rounded-sm bg-text font-mono text-12/none font-semibold text-surface"
              aria-hidden="true"
            >
              {[...name][0]?.toUpperCase()}
            </span>
            <span className="truncate max-lg:hidden">{name}</span>
            <ChevronsUpDown
              className="ml-auto size-3.5 text-text-3 max-lg:hidden"
              aria-hidden="true"
            />
          </button>
        }
        items={[
          { heading: "Projects" },
          ...projects.map((project) => ({
            label: project.name,
            href: project.href,
            hint: project.current ? (
              <Check className="text-accent" aria-label="current" />
            ) : undefined,
          })),
          ...(projectMenu.length ? [{ separator: true } as const, ...projectMenu] : []),
        ]}
      />
      <nav aria-label="Sections" className="grid gap-0.5">
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups stand in a fixed order
          <Fragment key={index}>
            {group.label && (
              <div className="px-2 pt-3 pb-1 text-11 text-text-3 max-lg:hidden">{group.label}</div>
            )}
            {group.items.map((item) => (
              <NavLink key={item.href} item={item} />
            ))}
          </Fragment>
        ))}
      </nav>
      <div className="flex-1" />
      {footItems.map((item) => (
        <NavLink key={item.href} item={item} />
      ))}
      <Menu
        side="top"
        trigger={
          <button
            type="button"
            className={cn(navClass, narrowClass)}
            aria-label={`${person.name}, profile and sign out`}
            title={person.name}
          >
            <Avatar name={person.name} />
            <span className="truncate max-lg:hidden">{person.name}</span>
          </button>
        }
        items={[
          { heading: person.email ?? person.name },
          {
            label: "Profile & sessions",
            href: person.profileHref,
            icon: <UserRound aria-hidden="true" />,
          },
          { separator: true },
          { label: "Sign out", onSelect: person.onSignOut, icon: <LogOut aria-hidden="true" /> },
        ]}
      />
      {note && <div className="px-2 pt-1.5 pb-1 text-11 text-text-3 max-lg:hidden">{note}</div>}
    </aside>
  );
}

/** On a narrow screen only the icon is left. */
const narrowClass = "max-lg:justify-center max-lg:px-0";

function NavLink({ item }: { item: NavItem }) {
  const pathname = usePathname();
  const isHere = [item.href, item.alsoAt].some(
    (root) => root && (pathname === root || pathname.startsWith(`${root}/`)),
  );
  return (
    <Link
      className={cn(navClass, narrowClass)}
      href={item.href}
      title={item.label}
      aria-current={isHere ? "page" : undefined}
    >
      {item.icon}
      <span className="truncate max-lg:hidden">{item.label}</span>
      {item.count !== undefined && item.count > 0 && (
        <span
          className={cn(
            navCountClass,
            "max-lg:hidden",
            item.mine ? "font-semibold text-accent" : "text-text-3",
          )}
          title={item.mine ? "waiting for you" : undefined}
        >
          {item.count}
        </span>
      )}
    </Link>
  );
}
