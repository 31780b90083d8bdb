import { route } from "@/lib/http/route";
import { getCalibration } from "@/lib/judges/calibrate/reads";
import { getCalibrationRoute } from "@/lib/judges/calibration-contract";

export const GET = route(getCalibrationRoute, (actor, { params }) =>
  getCalibration(actor, params.name),
);
