import { route } from "@/lib/http/route";
import { getCalibrationAnalysis } from "@/lib/judges/calibrate/get-analysis";
import { getCalibrationAnalysisRoute } from "@/lib/judges/calibration-contract";

export const GET = route(getCalibrationAnalysisRoute, (actor, { params }) =>
  getCalibrationAnalysis(actor, params.name),
);
