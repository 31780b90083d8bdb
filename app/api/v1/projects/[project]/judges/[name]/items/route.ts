import { route } from "@/lib/http/route";
import { addItemsRoute } from "@/lib/judges/label-contract";
import { addItems } from "@/lib/judges/labels/add-items";

export const POST = route(addItemsRoute, (actor, { params, body }) =>
  addItems(actor, params.name, body),
);
