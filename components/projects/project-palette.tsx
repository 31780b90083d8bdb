"use client";
import { useCallback } from "react";
import type { PaletteProps } from "@/components/layout/app-shell";
import { CommandPalette, type PaletteItem } from "@/components/layout/command-palette";
import { SETTINGS_PARTS } from "@/components/settings/settings-parts";
import type { Project } from "@/lib/projects/contract";
import { searchProject } from "./search-project";

interface Props extends PaletteProps {
  project: string;
  projects: readonly Project[];
}

/** Search in this project, its rooms, and what one can do from everywhere. */
export default function ProjectPalette({ project, projects, rooms, onShowKeys, ...dialog }: Props) {
  const search = useCallback(
    (text: string, signal: AbortSignal) => searchProject(project, text, signal),
    [project],
  );
  const at = (room: string) => `/${project}/${room}`;
  const items: PaletteItem[] = [
    ...rooms.map(({ label, href, icon, keys }) => ({
      ...{ id: href, label, href, icon, group: "Go to" },
      ...(keys ? { keys } : {}),
    })),
    ...[
      { id: "new-prompt", label: "New prompt…", href: `${at("prompts")}?new=1` },
      { id: "new-chain", label: "New chain…", href: `${at("chains")}?new=1` },
      { id: "new-run", label: "Run an eval…", href: at("runs/new") },
      { id: "new-release", label: "Release a version…", href: at("releases/new") },
      { id: "review-traces", label: "Review traces", href: at("traces/review") },
      { id: "failed-traces", label: "Failed traces", href: `${at("traces")}?outcome=failed` },
      { id: "live-traces", label: "Follow traces live", href: `${at("traces")}?live=1` },
    ].map((item) => ({ ...item, group: "Do" })),
    ...SETTINGS_PARTS.map(({ label, part }) => ({
      ...{ id: `settings-${part}`, label: `Settings: ${label}`, group: "Settings" },
      href: at(`settings/${part}`),
    })),
    ...projects
      .filter(({ slug }) => slug !== project)
      .map(({ slug, name }) => ({
        id: `/${slug}`,
        label: name,
        href: `/${slug}`,
        group: "Projects",
      })),
    { id: "all-keys", label: "All keys", keys: "?", group: "Help", run: onShowKeys },
  ];
  return <CommandPalette {...dialog} items={items} onSearch={search} />;
}
