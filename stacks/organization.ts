import { AlertRouter, AuditKey, AuditTrail, TrailDetections } from "../components";
import { ALERT_SETTINGS, alertRoutes } from "./alert-settings";
import { ORGANIZATION_SETTINGS, organizationTrail } from "./organization-settings";
import { Settings } from "./settings";

const NAME = "audit";

/**
 * The trail of every account of an organization, in the management account or that of a delegated administrator. Its log files go
 * to the stack `log-archive` of another account.
 */
export function organization(): Record<string, unknown> {
  const settings = new Settings(["program", "protect", "archiveStack", ...ORGANIZATION_SETTINGS, ...ALERT_SETTINGS]);
  const { origin, archiveBucket } = organizationTrail(settings);
  const routes = alertRoutes(settings);
  const protect = settings.flag("protect");
  settings.refuse();

  const archive = settings.stack("archiveStack", "log-archive");
  const [trailName] = origin.trailNames;
  const key = new AuditKey(`${NAME}-key`, { ...origin, protect });
  const alerts = new AlertRouter(`${NAME}-alerts`, { ...routes, kmsKeyArn: key.arn });
  const trail = new AuditTrail(`${NAME}-trail`, {
    trailName,
    organization: origin.organization,
    archive: { bucketName: archive.requireOutput("bucketName") },
    kmsKeyArn: archive.requireOutput("keyArn"),
    logGroupKeyArn: key.arn,
    alarmActions: alerts.actionsFor("critical"),
    protect,
  });
  new TrailDetections(`${NAME}-detections`, {
    logGroupName: trail.logGroup.logGroupName,
    router: alerts,
    guarded: { prefix: NAME, trailName, bucketName: archiveBucket },
  });
  return { trailArn: trail.trailArn, logGroupName: trail.logGroup.logGroupName };
}
