import { route } from "@/lib/http/route";
import { registerRoute } from "@/lib/invitations/contract";
import { registerPerson } from "@/lib/invitations/register-person";

export const POST = route(registerRoute, (_, { body }) => registerPerson(body));
