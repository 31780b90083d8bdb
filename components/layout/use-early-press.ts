"use client";
import { useEffect } from "react";
import { READY } from "./early-press";

/** Ends the wait of `EarlyPress`: whatever takes over the whole document calls it. */
export function useEarlyPress(): void {
  useEffect(() => void document.dispatchEvent(new Event(READY)), []);
}
