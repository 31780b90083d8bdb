import { route } from "@/lib/http/route";
import { doubtPolicyRoute, dropDoubtRoute } from "@/lib/judges/doubt-contract";
import { doubtPolicy, dropDoubt } from "@/lib/judges/labels/doubt-policy";

export const POST = route(doubtPolicyRoute, (actor, { params, body }) =>
  doubtPolicy(actor, params.name, params.item, body),
);
export const DELETE = route(dropDoubtRoute, async (actor, { params }) => {
  await dropDoubt(actor, params.name, params.item);
  return null;
});
