import { route } from "@/lib/http/route";
import { getTraceSettings } from "@/lib/traces/settings/load-settings";
import {
  editTraceSettingsRoute,
  getTraceSettingsRoute,
} from "@/lib/traces/settings/settings-contract";
import { updateTraceSettings } from "@/lib/traces/settings/update-settings";

export const GET = route(getTraceSettingsRoute, (actor) => getTraceSettings(actor));

export const PUT = route(editTraceSettingsRoute, (actor, { body }) =>
  updateTraceSettings(actor, body),
);
