import { startLoop } from "@/lib/jobs/start-loop";
import { scoreNewTraces } from "./score-new-traces";

/** Judges new traces while the worker runs. */
export const startScoringLoop = () =>
  startLoop({ everyMs: 3_000, warning: "new traces not scored", turn: scoreNewTraces });
