"use client";
import { useEffect, useState } from "react";
import { useZodForm, type ZodForm } from "@/components/ui/forms/use-zod-form";
import type { CreateReleaseInput, Release } from "@/lib/releases/contract";
import { type PlanDraft, toPlan } from "./plan-draft";
import { AT_ONCE } from "./plan-templates";

export interface PlanValues extends PlanDraft {
  /** Takes the rollout that goes on there back first. */
  endsRollout: boolean;
}

export type PlanForm = ZodForm<PlanValues>;

interface Options {
  /** Names the draft in this browser. */
  draftName: string;
  /** Nothing is live there yet, so that there is nothing to fall back to. */
  isFirst: boolean;
  release: () => Omit<CreateReleaseInput, "rollout" | "endsRollout">;
  /** Asks the person, then releases; null when the person did not go on. */
  save: (body: CreateReleaseInput) => Promise<Release | null>;
  onSaved: (release: Release) => void;
}

/** The rollout's part of the release form, kept in this browser as the note is. It sends the whole release. */
export function usePlanForm({ draftName, isFirst, release, save, onSaved }: Options): PlanForm {
  const place = `galley:rollout-plan:${draftName}`;
  const [initial] = useState<PlanValues>(() => ({ ...storedPlan(place), endsRollout: false }));
  const form = useZodForm({
    defaultValues: initial,
    within: "rollout",
    schema: async () => (await import("@/lib/releases/contract")).CreateRelease,
    toBody: (values): CreateReleaseInput => {
      const rollout = isFirst ? null : toPlan(values);
      return {
        ...release(),
        ...(rollout ? { rollout } : {}),
        ...(values.endsRollout ? { endsRollout: true } : {}),
      };
    },
    save,
    onSaved: (release) => {
      if (!release) return;
      localStorage.removeItem(place);
      onSaved(release);
    },
  });
  const { endsRollout: _, ...plan } = form.values;
  const text = JSON.stringify(plan);
  useEffect(() => {
    try {
      localStorage.setItem(place, text);
    } catch {
      // Without a place to keep it the plan lives as long as the page.
    }
  }, [place, text]);
  return form;
}

function storedPlan(place: string): PlanDraft {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? "null");
    return isPlanDraft(stored) ? stored : AT_ONCE;
  } catch {
    return AT_ONCE;
  }
}

/** Another release of Galley may have stored it in another shape. */
function isPlanDraft(stored: unknown): stored is PlanDraft {
  return hasShapeOf(stored, AT_ONCE);
}

function hasShapeOf(value: unknown, model: unknown): boolean {
  if (Array.isArray(model)) {
    return Array.isArray(value) && value.every((entry) => hasShapeOf(entry, model[0]));
  }
  if (typeof model !== "object" || model === null) return typeof value === typeof model;
  if (typeof value !== "object" || value === null) return false;
  const entries = Object.entries(value);
  return (
    entries.length === Object.keys(model).length &&
    Object.entries(model).every(([name, part]) =>
      entries.some(([key, entry]) => key === name && hasShapeOf(entry, part)),
    )
  );
}
