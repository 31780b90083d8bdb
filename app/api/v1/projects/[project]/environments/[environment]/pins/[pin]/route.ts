import { route } from "@/lib/http/route";
import { deletePin } from "@/lib/releases/pins/delete-pin";
import { deletePinRoute } from "@/lib/releases/pins/pin-contract";

export const DELETE = route(deletePinRoute, (actor, { params }) => deletePin(actor, params));
