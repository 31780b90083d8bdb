import { route } from "@/lib/http/route";
import { editTraceSettings } from "@/lib/traces/settings/edit-settings";
import { getTraceSettings } from "@/lib/traces/settings/read-settings";
import {
  editTraceSettingsRoute,
  getTraceSettingsRoute,
} from "@/lib/traces/settings/settings-contract";

export const GET = route(getTraceSettingsRoute, (actor) => getTraceSettings(actor));

export const PUT = route(editTraceSettingsRoute, (actor, { body }) =>
  editTraceSettings(actor, body),
);
