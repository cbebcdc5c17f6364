import { AlertRouter, AuditKey, EventAlerts, nearRealTime } from "../components";
import { ALERT_SETTINGS, alertRoutes } from "./alert-settings";
import { Settings } from "./settings";

const NAME = "near-real-time";

/**
 * For an account that the trail of the organization records: what is critical is told within a minute, from rules in every region
 * that send it to the bus of one.
 */
export function regions(): Record<string, unknown> {
  const settings = new Settings(["program", "protect", "regions", ...ALERT_SETTINGS]);
  const routes = alertRoutes(settings);
  const regions = settings.text("regions") === undefined ? undefined : settings.list("regions");
  const protect = settings.flag("protect");
  settings.refuse();

  const key = new AuditKey(`${NAME}-key`, { trailNames: [NAME], protect });
  const alerts = new AlertRouter(`${NAME}-alerts`, { ...routes, kmsKeyArn: key.arn });
  const rules = new EventAlerts(NAME, nearRealTime(alerts, { prefix: NAME, regions }));
  return { ruleArns: rules.rules.map(({ arn }) => arn) };
}
