import {
  AccountBaseline,
  AuditTrail,
  LogArchive,
  TrailDetections,
  type AccountBaselineArgs,
  type AlertRoutes,
} from "../../components";

/** Components with the arguments that they cannot do without, to vary one argument at a time. */

export const MAIL = ["security@example.com"];
export const ALERTS: AlertRoutes = { email: { critical: MAIL, warning: MAIL, info: MAIL } };
export const KEY = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000";
export const TOPIC = "arn:aws:sns:eu-west-1:111122223333:alerts";
export const TRAIL = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit-prod";
export const STORE = { bucketName: "archive" };

export const baseline = (args: Partial<AccountBaselineArgs> = {}) =>
  new AccountBaseline("audit", { alerts: ALERTS, ...args });
export const trail = (args: Partial<ConstructorParameters<typeof AuditTrail>[1]> = {}) =>
  new AuditTrail("audit", { archive: STORE, kmsKeyArn: KEY, alarmActions: [TOPIC], ...args });
export const archive = (args: Partial<ConstructorParameters<typeof LogArchive>[1]> = {}) =>
  new LogArchive("audit", { trailNames: ["audit-prod"], kmsKeyArn: KEY, ...args });
export const detections = (args: Partial<ConstructorParameters<typeof TrailDetections>[1]> = {}) =>
  new TrailDetections("audit", {
    logGroupName: "trail",
    router: {
      severities: ["critical", "warning", "info"],
      actionsFor: (severity) => [`${TOPIC}-${severity}`],
      topicFor: (severity) => `${TOPIC}-${severity}`,
    },
    ...args,
  });
