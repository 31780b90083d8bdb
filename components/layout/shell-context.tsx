"use client";
import { type ComponentType, createContext, type ReactNode, useContext } from "react";
import type { Crumb } from "./breadcrumb";

interface Shell {
  openPalette: () => void;
  topBarActions: ReactNode;
  Bar: ComponentType<{ crumbs: readonly Crumb[] }>;
}

/** Outside the frame (sign-in, set-up) there is none. */
export const ShellContext = createContext<Shell | null>(null);

export const useShell = () => useContext(ShellContext);
