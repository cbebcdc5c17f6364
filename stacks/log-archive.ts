import { AuditKey, LogArchive, TrailQuery } from "../components";
import { trailQueryProblems } from "../components/trail-query";
import { ORGANIZATION_SETTINGS, organizationTrail } from "./organization-settings";
import { Settings } from "./settings";

const QUERY = "ask";

/**
 * The central account: the bucket of the organization's trail, the key that its log files are encrypted with, and, where the
 * accounts of the organization are named, tables to ask it.
 */
export function logArchive(): Record<string, unknown> {
  const settings = new Settings([
    "program",
    "protect",
    "archiveDays",
    "accountIds",
    "readers",
    ...ORGANIZATION_SETTINGS,
  ]);
  const { origin, archiveBucket: bucketName } = organizationTrail(settings);
  const retentionDays = settings.number("archiveDays");
  const protect = settings.flag("protect");
  const query = asked(settings);
  settings.refuse();

  const key = new AuditKey("archive-key", { ...origin, alarmTopics: false, protect });
  const archive = new LogArchive("archive", { ...origin, bucketName, kmsKeyArn: key.arn, retentionDays, protect });
  const { organization } = origin;
  const tables =
    query &&
    new TrailQuery(QUERY, { ...query, archive, organization, kmsKeyArn: key.arn, days: retentionDays, protect });
  return { bucketName: archive.bucketName, keyArn: key.arn, databaseName: tables?.databaseName };
}

/** Which accounts can be asked about, and by whom: what the trail of an organization does not tell. */
function asked(settings: Settings) {
  if (settings.text("accountIds") === undefined) return undefined;
  const readers = settings.text("readers") === undefined ? undefined : settings.list("readers");
  const query = { accountIds: settings.list("accountIds"), readers };
  for (const { setting, message } of trailQueryProblems(QUERY, query)) settings.problem(setting, message);
  return query;
}
