import { z } from "zod";
import { defineRoute } from "@/lib/http/contract";
import { ReviewParams } from "@/lib/reviews/comments/comment-contract";
import { Review } from "@/lib/reviews/contract";

export const WaiveGate = z
  .strictObject({
    /** The criterion's key. */
    criterion: z.string().min(1, "Name the criterion.").max(60),
    reason: z
      .string()
      .trim()
      .min(1, "Say why the risk is acceptable.")
      .max(2_000, "At most 2,000 characters."),
    /** Without it: as long as the version has this content. */
    expiresAt: z.iso
      .datetime({ offset: true, error: "Give a moment like 2026-12-24T09:00:00Z." })
      .optional(),
  })
  .meta({ id: "WaiveGate" });
export type WaiveGate = z.infer<typeof WaiveGate>;

const base = "/api/v1/projects/{project}/reviews/{id}/waivers";

export const waiveGateRoute = defineRoute({
  method: "POST",
  path: base,
  summary:
    "Accept the risk of one gate that does not pass; 403 own_version for the version's author",
  access: { scope: "reviews:write", role: "reviewer" },
  params: ReviewParams,
  body: WaiveGate,
  status: 201,
  response: Review,
});

export const withdrawWaiverRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{waiver}`,
  summary: "Withdraw a waiver; the gate holds up the release again",
  access: { scope: "reviews:write", role: "reviewer" },
  params: ReviewParams.extend({ waiver: z.uuid("Give the waiver's id.") }),
  response: Review,
});
