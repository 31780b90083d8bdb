"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { releaseQueries } from "@/lib/releases/queries";
import { RollBackDialog } from "./roll-back-dialog";
import { type WayBack, waysBack } from "./ways-back";

interface Props {
  project: string;
  prompt: string;
  environment: string;
}

/** The way back from what is live in an environment: one click opens it, the second does it. */
export function RollBackAnswer({ project, prompt, environment }: Props) {
  const [chosen, setChosen] = useState<WayBack | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useInfiniteQuery(releaseQueries.list(project, { prompt, environment }));
  const releases = data?.pages.flatMap((page) => page.data) ?? [];
  const live = releases.find(({ isLive }) => isLive);
  if (!live) return null;
  const ways = waysBack(releases);
  if (ways.length === 0) {
    return <span className="small faint">first release, nothing earlier</span>;
  }
  return (
    <>
      {ways.map((way) => (
        <Button
          key={way.release}
          size="sm"
          variant={way.isUndo ? "ghost" : "danger"}
          icon={<Undo2 aria-hidden="true" />}
          onClick={() => {
            setChosen(way);
            setIsOpen(true);
          }}
        >
          {way.isUndo ? `Undo the rollback, to v${way.to}…` : `Roll back to v${way.to}…`}
        </Button>
      ))}
      {chosen && (
        <RollBackDialog
          project={project}
          release={chosen.release}
          prompt={prompt}
          environment={environment}
          from={live.version}
          to={chosen.to}
          takenBackBecause={chosen.isUndo ? live.reason : null}
          open={isOpen}
          onOpenChange={setIsOpen}
        />
      )}
    </>
  );
}
