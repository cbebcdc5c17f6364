import { AuditKey, LogArchive } from "../components";
import { ORGANIZATION_SETTINGS, organizationTrail } from "./organization-settings";
import { Settings } from "./settings";

/** The central account: the bucket of the organization's trail, and the key that its log files are encrypted with. */
export function logArchive(): Record<string, unknown> {
  const settings = new Settings(["program", "protect", "archiveDays", ...ORGANIZATION_SETTINGS]);
  const { origin, archiveBucket: bucketName } = organizationTrail(settings);
  const retentionDays = settings.number("archiveDays");
  const protect = settings.flag("protect");
  settings.refuse();

  const key = new AuditKey("archive-key", { ...origin, alarmTopics: false, protect });
  const archive = new LogArchive("archive", { ...origin, bucketName, kmsKeyArn: key.arn, retentionDays, protect });
  return { bucketName: archive.bucketName, keyArn: key.arn };
}
