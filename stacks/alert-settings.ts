import type { AlertRoutes } from "../components";
import type { Settings } from "./settings";

export const ALERT_SETTINGS = ["alertEmail", "pagerUrl"];

/** Who hears what, as the configuration of a stack says it. */
export function alertRoutes(settings: Settings): AlertRoutes {
  settings.require("alertEmail", "alarms would tell nobody", "you@example.com");
  const pagerUrl = settings.secret("pagerUrl");
  return { email: settings.list("alertEmail"), https: pagerUrl && { critical: [pagerUrl] } };
}
