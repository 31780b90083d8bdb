"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { apiKeyQueries, environmentQueries, memberQueries } from "@/lib/projects/queries";
import { connectionQueries } from "@/lib/providers/queries";

/** The parts of the settings with how many there are of each. */
export function SettingsNav({ project, isAdmin }: { project: string; isAdmin: boolean }) {
  const path = usePathname();
  const members = useQuery(memberQueries.list(project)).data?.data.length;
  const keys = useQuery({ ...apiKeyQueries.list(project), enabled: isAdmin }).data?.data.length;
  const models = useQuery(connectionQueries.list(project)).data?.data.length;
  const environments = useQuery(environmentQueries.list(project)).data?.data.length;
  const parts = [
    { label: "Members", part: "members", count: members },
    { label: "API keys", part: "keys", count: keys },
    { label: "Models", part: "models", count: models },
    { label: "Environments", part: "environments", count: environments },
    { label: "Segments", part: "segments" },
    { label: "Holdout", part: "holdout" },
    { label: "Online scorers", part: "online-scorers" },
    { label: "Traces", part: "traces" },
    ...(isAdmin
      ? [
          { label: "Webhooks", part: "webhooks" },
          { label: "Audit log", part: "audit" },
        ]
      : []),
  ];
  return (
    <nav
      aria-label="Settings"
      className="grid gap-0.5 max-lg:flex max-lg:flex-wrap lg:sticky lg:top-15"
    >
      {parts.map(({ label, part, count }) => {
        const href = `/${project}/settings/${part}`;
        return (
          <Link
            key={part}
            href={href}
            className="nav max-lg:w-auto"
            aria-current={path === href ? "page" : undefined}
          >
            {label}
            {count !== undefined && <span className="count">{count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
