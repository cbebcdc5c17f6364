import { isSlip } from "../nearest";

/**
 * Services of which `aws.NAME` is the source of events and `NAME.amazonaws.com` that of calls. Only those that audits look for.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events.html
 */
const SERVICES = new Set(
  "access-analyzer cloudformation cloudtrail config ec2 guardduty iam kms lambda organizations rds s3 secretsmanager securityhub signin sns sqs ssm sts".split(
    " ",
  ),
);

/** Those of them that no other service comes near to; `dms` is one letter from `kms`, and is no slip. */
const LONG = [...SERVICES].filter((name) => name.length > 5 && name !== "lambda");

/** The types of events that one source alone has. */
const TYPES: Record<string, readonly string[]> = {
  "aws.access-analyzer": ["Access Analyzer Finding", "Access Preview State Change"],
  "aws.config": [
    ...["Config Configuration Item Change", "Config Rules Compliance Change", "Config Rules Re-evaluation Status"],
    ...["Config Configuration Snapshot Delivery Status", "Config Configuration History Delivery Status"],
  ],
  "aws.ec2": ["EC2 Instance State-change Notification"],
  "aws.guardduty": ["GuardDuty Finding"],
  "aws.health": ["AWS Health Event", "AWS Health Abuse Event"],
  "aws.securityhub": [
    ...["Security Hub Findings - Imported", "Security Hub Findings - Custom Action", "Security Hub Insight Results"],
  ],
};
const TYPE_OF = new Map(Object.entries(TYPES).flatMap(([source, types]) => types.map((type) => [type, source])));
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
const TYPE_LETTERS = new Set([...TYPE_OF.keys()].map(lettersOf));

/** Whether a service is certainly written wrong: in capitals, or a letter off a name that has no neighbour. */
const isMisspeltService = (name: string): boolean =>
  !SERVICES.has(name) && (SERVICES.has(name.toLowerCase()) || LONG.some((service) => isSlip(name, service)));

/** Whether no event of the default bus has this source: one of AWS in other letters, or that of calls. */
export function isNoSource(source: string): boolean {
  const [, prefix, name = "", suffix] = /^(aws\.)?(.*?)(\.amazonaws\.com(?:\.cn)?)?$/i.exec(source) ?? [];
  if (suffix) return SERVICES.has(name);
  return prefix !== undefined && (isMisspeltService(name) || (prefix !== "aws." && SERVICES.has(name)));
}

/** Whether no call has this source. */
export const isNoCallSource = (source: string): boolean => {
  const [, name, suffix] = /^(.*?)(\.amazonaws\.com(?:\.cn)?)?$/.exec(source) ?? [];
  return suffix === undefined || isMisspeltService(name);
};

/** Whether an event of AWS has this type, save for letters and signs that AWS writes otherwise. */
export const isNoType = (type: string): boolean => !TYPE_OF.has(type) && TYPE_LETTERS.has(lettersOf(type));

/** Whether events of this type certainly have another source. */
export function isTypeOfOther(type: string, source: string): boolean {
  const own = TYPE_OF.get(type);
  return own !== undefined && source.startsWith("aws.") && own !== source;
}

/** Whether calls with this source are certainly told with another one; both are services that write theirs alike. */
export function isCallOfOther(eventSource: string, source: string): boolean {
  const [called, told] = [eventSource.replace(/\.amazonaws\.com(\.cn)?$/, ""), source.replace(/^aws\./, "")];
  return called !== told && SERVICES.has(called) && SERVICES.has(told);
}
