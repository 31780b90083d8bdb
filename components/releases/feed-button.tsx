"use client";
import { Rss } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import type { ButtonStyle } from "@/components/ui/controls/button-class";
import { Popover } from "@/components/ui/overlays/popover";
import { CopyButton } from "@/components/ui/text/copy-button";
import { linkClass } from "@/components/ui/text/link-class";

interface Props extends ButtonStyle {
  project: string;
  /** The releases of this prompt alone. */
  prompt?: string;
}

/** Where a feed reader finds the releases, and how it signs in. */
export function FeedButton({ project, prompt, ...style }: Props) {
  const query = prompt ? `?prompt=${encodeURIComponent(prompt)}` : "";
  const path = `/api/v1/projects/${project}/releases/feed${query}`;
  return (
    <Popover
      label="Feed of releases"
      align="end"
      className="w-80 p-3"
      trigger={
        <Button icon={<Rss aria-hidden="true" />} {...style}>
          Feed
        </Button>
      }
    >
      {() => {
        const address = window.location.origin + path;
        return (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-2 text-13">
            <p>
              Releases and rollbacks as RSS. A feed reader signs in with any user name and an API
              key with the scope <span className="font-mono text-code">prompts:read</span> as the
              password.
            </p>
            <div className="flex items-center gap-1.5">
              <a className={cn(linkClass, "font-mono min-w-0 truncate text-12")} href={path}>
                {address}
              </a>
              <CopyButton label="Copy the feed's address" text={address} />
            </div>
          </div>
        );
      }}
    </Popover>
  );
}
