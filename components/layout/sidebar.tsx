"use client";
import { Check, ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Fragment, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Avatar } from "@/components/ui/data/avatar";
import { Menu } from "@/components/ui/overlays/menu";
import type { MenuEntry } from "@/components/ui/overlays/menu-props";

export interface NavItem {
  label: string;
  href: string;
  icon: ReactNode;
  /** How many wait there; `mine` when they wait for this person. */
  count?: number;
  mine?: boolean;
  /** Pages below this address belong here, too. The default is `href`. */
  match?: string;
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
    <aside className="sidebar" aria-label="Project">
      <Menu
        trigger={
          <button type="button" className="project" aria-label={`Project ${name}`} title={name}>
            <span className="mark" aria-hidden="true">
              {[...name][0]?.toUpperCase()}
            </span>
            <span className="truncate">{name}</span>
            <ChevronsUpDown className="size-3.5 ml-auto text-text-3" aria-hidden="true" />
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
            {group.label && <div className="nav-label">{group.label}</div>}
            {group.items.map((item) => (
              <NavLink key={item.href} item={item} />
            ))}
          </Fragment>
        ))}
      </nav>
      <div className="spacer" />
      {footItems.map((item) => (
        <NavLink key={item.href} item={item} />
      ))}
      <Menu
        side="top"
        trigger={
          <button
            type="button"
            className="nav"
            aria-label={`${person.name}, profile and sign out`}
            title={person.name}
          >
            <Avatar name={person.name} />
            <span className="truncate">{person.name}</span>
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
      {note && <div className="nav-label pt-1.5!">{note}</div>}
    </aside>
  );
}

function NavLink({ item }: { item: NavItem }) {
  const pathname = usePathname();
  const root = item.match ?? item.href;
  const isHere = pathname === root || pathname.startsWith(`${root}/`);
  return (
    <Link
      className="nav"
      href={item.href}
      title={item.label}
      aria-current={isHere ? "page" : undefined}
    >
      {item.icon}
      <span className="truncate">{item.label}</span>
      {item.count !== undefined && item.count > 0 && (
        <span
          className={cn("count", item.mine && "turn")}
          title={item.mine ? "waiting for you" : undefined}
        >
          {item.count}
        </span>
      )}
    </Link>
  );
}
