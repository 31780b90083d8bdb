import { route } from "@/lib/http/route";
import { setUpRoute } from "@/lib/projects/contract";
import { setUp } from "@/lib/projects/set-up";

export const POST = route(setUpRoute, (_, { body }) => setUp(body));
