"use client";
import { useSyncExternalStore } from "react";

let hasToast = false;
const listeners = new Set<() => void>();

/** Loads what shows toasts; further calls change nothing. */
export function announceToast(): void {
  hasToast = true;
  for (const listener of listeners) listener();
}

/** Whether there has been a toast since the page was loaded. */
export function useHasToast(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => hasToast,
    () => false,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
