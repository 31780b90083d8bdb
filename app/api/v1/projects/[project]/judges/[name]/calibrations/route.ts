import { route } from "@/lib/http/route";
import { startCalibration } from "@/lib/judges/calibrate/start-calibration";
import { startCalibrationRoute } from "@/lib/judges/calibration-contract";

export const POST = route(startCalibrationRoute, (actor, { params, body }) =>
  startCalibration(actor, params.name, body),
);
