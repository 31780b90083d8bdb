"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { releaseQueries } from "@/lib/releases/queries";
import { RollBackDialog } from "./roll-back-dialog";

interface Props {
  project: string;
  prompt: string;
  environment: string;
}

/** The way back from what is live in an environment: one click opens it, the second does it. */
export function RollBackAnswer({ project, prompt, environment }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useInfiniteQuery(releaseQueries.list(project, { prompt, environment }));
  const live = data?.pages[0]?.data.find(({ isLive }) => isLive);
  if (!live) return null;
  if (live.replaces === null) {
    return <span className="small faint">first release, nothing earlier</span>;
  }
  return (
    <>
      <Button size="sm" icon={<Undo2 aria-hidden="true" />} onClick={() => setIsOpen(true)}>
        Roll back to v{live.replaces}…
      </Button>
      <RollBackDialog
        project={project}
        release={live.id}
        prompt={prompt}
        environment={environment}
        from={live.version}
        to={live.replaces}
        open={isOpen}
        onOpenChange={setIsOpen}
      />
    </>
  );
}
