"use client";
import { lazyView } from "@/components/ui/lazy-view";
import { Skeleton } from "@/components/ui/skeleton";

/** Monaco is loaded with the first message that is shown, never with the page. */
export const EditorMessageText = lazyView(
  () => import("./message-text-editor").then((module) => module.MessageTextEditor),
  () => (
    <div className="grid gap-2 px-10 py-2" aria-hidden="true">
      <Skeleton width="80%" />
      <Skeleton width="55%" />
    </div>
  ),
);
