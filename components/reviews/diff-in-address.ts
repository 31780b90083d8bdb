import { parseAsInteger, parseAsStringLiteral } from "nuqs";

/** The base of a review's diff and how it is shown. */
export const diffInAddress = {
  from: parseAsInteger,
  view: parseAsStringLiteral(["split", "inline"]).withDefault("split"),
};
