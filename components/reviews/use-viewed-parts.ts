"use client";
import { useEffect, useState } from "react";
import type { ViewedParts } from "@/components/prompts/versions/version-diff-parts";

const NONE: ReadonlySet<string> = new Set();

/** Which parts of one difference somebody has read, kept in this browser; other versions begin anew. */
export function useViewedParts(difference: string): ViewedParts {
  const key = `galley:viewed:${difference}`;
  const [parts, setParts] = useState(NONE);
  useEffect(() => setParts(readParts(key)), [key]);
  const onChange = (part: string, isViewed: boolean) => {
    const others = [...parts].filter((one) => one !== part);
    const next = isViewed ? [...others, part] : others;
    setParts(new Set(next));
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Without storage the marks live as long as the page.
    }
  };
  return { parts, onChange };
}

function readParts(key: string): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return new Set(Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : []);
  } catch {
    return NONE;
  }
}
