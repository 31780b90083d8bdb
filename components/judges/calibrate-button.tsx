"use client";
import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { Menu } from "@/components/ui/overlays/menu";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { formatCountOf } from "@/lib/format-number";
import type { Calibration, CalibrationSplit } from "@/lib/judges/calibration-contract";
import type { Judge } from "@/lib/judges/contract";
import { useStartCalibration } from "@/lib/judges/hooks";

interface Props {
  project: string;
  judge: Judge;
  calibration: Calibration;
}

/** Compares the judge with the labels of a split; of the test split that is a look. */
export function CalibrateButton({ project, judge, calibration }: Props) {
  const start = useStartCalibration(project, judge.name);
  const { latest, testLooks } = calibration;
  const isRunning = latest?.status === "queued" || latest?.status === "running";
  const calibrate = (split: CalibrationSplit) =>
    start.mutate(
      { split },
      {
        onSuccess: ({ total }) =>
          toast(`Comparing with ${formatCountOf(total, "label")} of the ${split} split`),
        onError: (error) => toastError(error.message),
      },
    );
  return (
    <Menu
      align="end"
      trigger={
        <Button busy={start.isPending || isRunning}>
          Calibrate <ChevronDown className="size-3.5" aria-hidden="true" />
        </Button>
      }
      items={[
        {
          label: "On the test split",
          description: `${formatCountOf(judge.labelled.test, "label")}; look ${testLooks + 1}. Decides for gates.`,
          onSelect: () => calibrate("test"),
        },
        {
          label: "On the dev split",
          description: `${formatCountOf(judge.labelled.dev, "label")}, to tune prompt and threshold`,
          onSelect: () => calibrate("dev"),
        },
      ]}
    />
  );
}
