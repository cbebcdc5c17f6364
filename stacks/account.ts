import { AccountBaseline, type AccountBaselineArgs } from "../components";
import { accountBaselineProblems } from "../components/account-baseline";
import { Settings } from "./settings";

const NAME = "audit";

/** Audit logging of one account, as the configuration of the stack asks for it. */
export function account(): Record<string, unknown> {
  const baseline = new AccountBaseline(NAME, accountArgs());
  return {
    trailArn: baseline.trail.trailArn,
    bucketName: baseline.archive.bucketName,
    logGroupName: baseline.trail.logGroup.logGroupName,
    keyArn: baseline.key.arn,
  };
}

/** The setting that an argument comes from: who wrote the setting is told about the setting. */
const SETTINGS: [argument: RegExp, setting: string][] = [
  [/^profile$/, "profile"],
  [/^alerts\.email\b/, "alertEmail"],
  [/^alerts\.https\b/, "pagerUrl"],
  [/^trail\.logRetentionDays$/, "retentionDays"],
  [/^archive\.(retentionDays|tiering)/, "archiveDays"],
  [/^organization\.id$/, "organizationId"],
  [/^detections\.profile$/, "detections"],
  [/^detections\.regions$/, "regions"],
];

function accountArgs(): AccountBaselineArgs {
  const settings = new Settings(["program", "protect", ...SETTINGS.map(([, setting]) => setting)]);
  settings.require("alertEmail", "alarms would tell nobody", "you@example.com");
  const recipients = settings.list("alertEmail");
  const pagerUrl = settings.secret("pagerUrl");
  const organizationId = settings.text("organizationId");
  // Texts and numbers as they were written: the component knows which of them it takes.
  const args = {
    profile: settings.text("profile"),
    alerts: {
      email: recipients,
      https: pagerUrl && { critical: [pagerUrl] },
    },
    organization: organizationId === undefined ? undefined : { id: organizationId },
    protect: settings.flag("protect"),
    archive: { retentionDays: settings.number("archiveDays") },
    trail: { logRetentionDays: settings.number("retentionDays") },
    detections: {
      profile: settings.text("detections"),
      regions: settings.text("regions") === undefined ? undefined : settings.list("regions"),
    },
  } as AccountBaselineArgs;

  for (const { setting: argument, message } of accountBaselineProblems(NAME, args)) {
    const setting = SETTINGS.find(([pattern]) => pattern.test(argument))?.[1] ?? argument;
    if (setting !== "alertEmail" || recipients.length > 0) settings.problem(setting, message);
  }
  settings.refuse();
  return args;
}
