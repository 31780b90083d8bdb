import { BellRing, Check, CircleDashed, Pause, Timer } from "lucide-react";
import { Badge } from "@/components/ui/data/badge";
import type { Alert } from "@/lib/metrics/alerts/alert-contract";
import { ALERT_STATE_LABEL } from "./metric-words";

/** An alert's state with its icon and words; paused and not yet looked at are said, too. */
export function AlertStateBadge({ alert }: { alert: Alert }) {
  if (!alert.isEnabled) {
    return (
      <Badge tone="outline">
        <Pause aria-hidden="true" /> paused
      </Badge>
    );
  }
  if (!alert.checkedAt) {
    return (
      <Badge tone="outline">
        <CircleDashed aria-hidden="true" /> not looked at yet
      </Badge>
    );
  }
  switch (alert.state) {
    case "breached":
      return (
        <Badge tone="fail">
          <BellRing aria-hidden="true" /> {ALERT_STATE_LABEL.breached}
        </Badge>
      );
    case "ok":
      // Beyond it, and not yet for as long as was asked: nobody is told, and nothing is well either.
      return alert.beyondSince ? (
        <Badge tone="warn">
          <Timer aria-hidden="true" /> beyond, not yet for {alert.forMinutes} min
        </Badge>
      ) : (
        <Badge tone="pass">
          <Check aria-hidden="true" /> {ALERT_STATE_LABEL.ok}
        </Badge>
      );
    case "no_data":
      return (
        <Badge tone="outline">
          <CircleDashed aria-hidden="true" />{" "}
          {alert.lastSamples ? ALERT_STATE_LABEL.no_data : "no data"}
        </Badge>
      );
  }
}
