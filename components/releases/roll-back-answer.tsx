"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { lazyView } from "@/components/ui/lazy-view";
import { releaseQueries } from "@/lib/releases/queries";
import { takenAway, wayBack } from "./ways-back";

const RollBackDialog = lazyView(() => import("./roll-back-dialog"));

interface Props {
  project: string;
  prompt: string;
  environment: string;
  size?: "sm" | "md";
}

/** The way back from what is live in an environment, and to what a rollback took away. */
export function RollBackAnswer({ onDone, ...props }: Props & { onDone?: () => void }) {
  const { project, prompt, environment, size = "sm" } = props;
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useInfiniteQuery(releaseQueries.list(project, { prompt, environment }));
  const releases = data?.pages.flatMap((page) => page.data) ?? [];
  const live = releases.find(({ isLive }) => isLive);
  const way = wayBack(releases);
  const away = takenAway(releases);
  const running = releases.find(({ rollout }) => rollout && rollout.endedAt === null);
  return (
    <>
      {live && way && (
        <Button
          size={size}
          variant="danger"
          icon={<Undo2 aria-hidden="true" />}
          onClick={() => setIsOpen(true)}
        >
          {way.to === null ? "Take offline…" : `Roll back to v${way.to}…`}
        </Button>
      )}
      {away !== null && <ReleaseAgain {...props} version={away} />}
      {isOpen && live && way && (
        <RollBackDialog
          project={project}
          release={way.release}
          prompt={prompt}
          environment={environment}
          from={(running ?? live).version}
          to={way.to}
          onClose={() => setIsOpen(false)}
          {...(onDone ? { onDone } : {})}
        />
      )}
    </>
  );
}

function ReleaseAgain({ version, ...props }: Props & { version: number }) {
  const { project, prompt, environment, size = "sm" } = props;
  const query = new URLSearchParams({ prompt, version: String(version), environment });
  return (
    <Link className={buttonClass({ size })} href={`/${project}/releases/new?${query}`}>
      Release v{version} again…
    </Link>
  );
}
