"use client";
import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

/** Monaco is loaded with the first message that is shown, never with the page. */
export const EditorMessageText = dynamic(
  () => import("./message-text-editor").then((module) => module.MessageTextEditor),
  {
    ssr: false,
    loading: () => (
      <div className="grid gap-2 px-10 py-2" aria-hidden="true">
        <Skeleton width="80%" />
        <Skeleton width="55%" />
      </div>
    ),
  },
);
