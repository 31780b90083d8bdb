"use client";
import { lazy, Suspense } from "react";
import { useHasToast } from "./first-toast";

const Sonner = lazy(() => import("sonner").then(({ Toaster }) => ({ default: Toaster })));

/** Where toasts appear; once, in the frame. Loaded with the first toast, which waits for it. */
export function Toaster() {
  if (!useHasToast()) return null;
  return (
    <Suspense>
      <Sonner position="bottom-right" offset={16} gap={8} toastOptions={{ unstyled: true }} />
    </Suspense>
  );
}
