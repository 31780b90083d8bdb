"use client";
import { createContext, type ReactNode, useContext } from "react";

interface Shell {
  openPalette: () => void;
  topBarActions: ReactNode;
}

/** Outside the frame (sign-in, set-up) there is no palette. */
export const ShellContext = createContext<Shell | null>(null);

export const useShell = () => useContext(ShellContext);
