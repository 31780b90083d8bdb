"use client";
import type { Crumb } from "./breadcrumb";
import { useShell } from "./shell-context";

/** The frame brings the bar, so that its code is not once more in every page with its loading and error states. */
export function TopBar({ crumbs }: { crumbs: readonly Crumb[] }) {
  const shell = useShell();
  return shell && <shell.Bar crumbs={crumbs} />;
}
