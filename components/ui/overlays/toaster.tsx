"use client";
import { lazy, Suspense, useEffect, useState } from "react";

const Sonner = lazy(() => import("sonner").then(({ Toaster }) => ({ default: Toaster })));

/** Where toasts appear; once, in the frame. Loaded after the page is usable. */
export function Toaster() {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!ready) return null;
  return (
    <Suspense>
      <Sonner position="bottom-right" offset={16} gap={8} toastOptions={{ unstyled: true }} />
    </Suspense>
  );
}
