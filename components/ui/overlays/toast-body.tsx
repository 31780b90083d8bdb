"use client";
import { Check, CircleX, X } from "lucide-react";
import type { ReactNode } from "react";
import { toast as sonner } from "sonner";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import type { ToastOptions } from "./toast-options";

export function showToast(
  tone: "pass" | "fail",
  message: ReactNode,
  { detail, action }: ToastOptions,
): void {
  sonner.custom(
    (id) => (
      <div className="pointer-events-auto flex w-95 items-center gap-2 rounded bg-surface px-3 py-2.5 font-sans text-13 shadow-lg">
        {tone === "pass" ? (
          <Check className="text-pass" aria-hidden="true" />
        ) : (
          <CircleX className="text-fail" aria-hidden="true" />
        )}
        <span className="min-w-0">
          {message} {detail && <span className="text-text-3">{detail}</span>}
        </span>
        <span className="ml-auto flex items-center gap-1">
          {action && (
            <Button
              size="sm"
              onClick={() => {
                sonner.dismiss(id);
                action.onClick();
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton
            label="Dismiss"
            icon={<X className="size-3.5" aria-hidden="true" />}
            onClick={() => sonner.dismiss(id)}
          />
        </span>
      </div>
    ),
    { duration: tone === "fail" || action ? 10_000 : 5_000 },
  );
}
