"use client";
import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { navClass, navCountClass } from "@/components/layout/nav-class";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { apiKeyQueries, environmentQueries, memberQueries } from "@/lib/projects/queries";
import { connectionQueries } from "@/lib/providers/queries";
import { SETTINGS_PARTS } from "./settings-parts";

/** The parts of the settings with how many there are of each. */
export function SettingsNav({ project, isAdmin }: { project: string; isAdmin: boolean }) {
  const path = usePathname();
  const members = useQuery(memberQueries.list(project)).data?.data.length;
  const keys = useQuery({ ...apiKeyQueries.list(project), enabled: isAdmin }).data?.data.length;
  const models = useQuery(connectionQueries.list(project)).data?.data.length;
  const environments = useQuery(environmentQueries.list(project)).data?.data.length;
  const counts: Partial<Record<string, number | undefined>> = {
    members,
    keys,
    models,
    environments,
  };
  const parts = SETTINGS_PARTS.filter((one) => isAdmin || !("isForAdmins" in one));
  return (
    <nav
      aria-label="Settings"
      className="grid gap-0.5 max-lg:flex max-lg:flex-wrap lg:sticky lg:top-15"
    >
      {parts.map(({ label, part }) => {
        const count = counts[part];
        const href = `/${project}/settings/${part}`;
        return (
          <Link
            key={part}
            href={href}
            className={cn(navClass, "max-lg:w-auto")}
            aria-current={path === href ? "page" : undefined}
          >
            {label}
            {count !== undefined && (
              <span className={cn(navCountClass, "text-text-3")}>{count}</span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
