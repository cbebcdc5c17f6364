import { AccountBaseline, ResourceMonitor } from "../components";
import { PatientPortal } from "../components/patient-portal";
import { RecordsAccess } from "../components/patient-portal/records-access";
import { ALERT_SETTINGS, alertRoutes } from "./alert-settings";
import { Settings } from "./settings";

const OWN_SETTINGS = [
  "program",
  "protect",
  "certificateArn",
  "image",
  "remindersImage",
  "clinicAddresses",
  "recordsBucket",
];

/**
 * A patient portal in an account of its own. Who uses the records is recorded and kept for six years; use from unusual places,
 * attempts to get more rights, and every part that fails or slows down is told.
 */
export function workload(): Record<string, unknown> {
  const settings = new Settings([...OWN_SETTINGS, ...ALERT_SETTINGS]);
  const certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
  const made = {
    certificateArn: settings.require("certificateArn", "patients would be served without TLS", certificate),
    image: settings.require("image", "there would be no portal", "portal:1"),
    remindersImage: settings.require("remindersImage", "nobody would be reminded", "reminders:1"),
    recordsBucketName: settings.text("recordsBucket"),
  };
  const alerts = alertRoutes(settings);
  const protect = settings.flag("protect");
  const [databaseEmail = ""] = settings.list("alertEmail");
  settings.refuse();

  const baseline = new AccountBaseline("audit", {
    profile: "hipaa",
    alerts,
    protect,
    archive: { accessLogs: { retentionDays: 2192 } },
    trail: {
      dataEvents: [
        { name: "Objects", resourceType: "AWS::S3::Object" },
        { name: "Functions", resourceType: "AWS::Lambda::Function" },
        { name: "Tables", resourceType: "AWS::DynamoDB::Table" },
      ],
    },
  });
  const router = baseline.alerts;
  new ResourceMonitor("watch", { router, auto: true });
  const portal = new PatientPortal("portal", { ...made, databaseEmail, protect });
  new RecordsAccess("records", {
    logGroupName: baseline.trail.logGroup.logGroupName,
    bucketName: portal.records.bucketName,
    usualAddresses: ["10.20.*", ...settings.list("clinicAddresses")],
    router,
  });
  return { recordsBucket: portal.records.bucketName, address: portal.loadBalancer.dnsName };
}
