"use client";
import { FastForward, Pause, Play, Undo2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { lazyView } from "@/components/ui/lazy-view";
import type { Rollout } from "@/lib/rollouts/contract";
import type { Step } from "./step-dialog";

const StepDialog = lazyView(() => import("./step-dialog"));
const RollBackDialog = lazyView(() => import("@/components/releases/roll-back-dialog"));

interface Props {
  project: string;
  rollout: Rollout;
}

/** Always in the same place: advance, pause or resume, roll back. */
export function RolloutActions({ project, rollout }: Props) {
  const [open, setOpen] = useState<Step | "roll_back" | null>(null);
  const { state, stable, candidate, prompt, environment, release } = rollout;
  const close = () => setOpen(null);
  const waitsForPerson = rollout.holdingFor?.some(
    (reason) => reason === "approval" || reason === "inconclusive",
  );
  return (
    <>
      <Button
        variant={waitsForPerson ? "primary" : "default"}
        icon={<FastForward aria-hidden="true" />}
        onClick={() => setOpen("advance")}
      >
        Advance…
      </Button>
      {state === "paused" ? (
        <Button icon={<Play aria-hidden="true" />} onClick={() => setOpen("resume")}>
          Resume…
        </Button>
      ) : (
        <Button icon={<Pause aria-hidden="true" />} onClick={() => setOpen("pause")}>
          Pause…
        </Button>
      )}
      <Button
        variant="danger"
        icon={<Undo2 aria-hidden="true" />}
        onClick={() => setOpen("roll_back")}
      >
        Roll back to v{stable}…
      </Button>
      {open === "roll_back" && (
        <RollBackDialog
          {...{ project, prompt, environment }}
          release={release.id}
          from={candidate}
          to={stable}
          onClose={close}
        />
      )}
      {open !== null && open !== "roll_back" && (
        <StepDialog project={project} rollout={rollout} step={open} onClose={close} />
      )}
    </>
  );
}
