import type { Kind } from "../policies/graph/resource";
import { attempt } from "../policies/graph/value";
import {
  AccessAnalyzer,
  GuardDutyDetector,
  InspectorEnabler,
  MacieAccount,
  SecurityHubAccount,
} from "../policies/kinds/detection";
import { amounts, type Account } from "./account";
import { lessFree, sum, times, type Range } from "./range";
import { DAYS_IN_MONTH } from "./usage";

interface CanaryProps {
  schedule?: { expression?: string };
}
const Canary: Kind<CanaryProps> = { noun: "canary", tokens: ["aws:synthetics/canary:Canary"] };

/** Visits that each account has free. */
const FREE_RUNS = 100;
const MINUTES: Record<string, number> = { minute: 1, hour: 60 };

/** Synthetics: each visit. */
export function billCanaries(account: Account): void {
  const runs = account.all(Canary).flatMap(({ name, props }) => {
    const every = attempt(() => /^rate\((\d+) (minute|hour)s?\)$/.exec(props.schedule?.expression ?? ""));
    if (Array.isArray(every) && Number(every[1]) > 0) return perMonth(Number(every[1]) * MINUTES[every[2]]);
    account.leaveOut(`visits of ${name}`, "how often it runs cannot be read from its schedule");
    return [];
  });
  if (runs.length === 0) return;
  const billed = lessFree(sum(runs), FREE_RUNS);
  account.bill("CloudWatch", "visits of canaries", "canaryRun", billed, amounts(billed, "visits"));
}

const perMonth = (minutes: number): Range => times({ low: 1, high: 1 }, (DAYS_IN_MONTH * 24 * 60) / minutes);

const kind = (noun: string, ...tokens: string[]): Kind<unknown> => ({ noun, tokens });
const LOOKED_THROUGH = "billed by the events, flow logs and resources that it looks through, which only AWS counts";

const BY_VOLUME: readonly [kind: Kind<unknown>, what: string, why: string][] = [
  [GuardDutyDetector, "GuardDuty", LOOKED_THROUGH],
  [SecurityHubAccount, "Security Hub", LOOKED_THROUGH],
  [InspectorEnabler, "Inspector", LOOKED_THROUGH],
  [MacieAccount, "Macie", LOOKED_THROUGH],
  [
    kind("metric stream", "aws:cloudwatch/metricStream:MetricStream"),
    "metric streams",
    "billed by the metrics that are sent, which only AWS counts",
  ],
  [
    kind("delivery stream", "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"),
    "Firehose",
    "billed by what it carries, which is not in the template",
  ],
  [
    kind("data protection policy", "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy"),
    "data protection of log groups",
    "billed by what it looks through, which is not in the template",
  ],
  [
    kind("rule for telemetry", "aws:observabilityadmin/telemetryRule:TelemetryRule"),
    "flow logs of every VPC",
    "billed by what the networks log, which is not in the template",
  ],
  [
    kind("workgroup", "aws:athena/workgroup:Workgroup"),
    "queries in Athena",
    "billed by what each reads; the limit of the workgroup bounds one query",
  ],
  [kind("sampling rule", "aws:xray/samplingRule:SamplingRule"), "X-Ray", "billed by the traces, which only AWS counts"],
];

/** What is billed by volumes that nobody could give here. */
export function leaveOutVolumes(account: Account): void {
  for (const [kind, what, why] of BY_VOLUME) if (account.all(kind).length > 0) account.leaveOut(what, why);
  const analyzers = account.all(AccessAnalyzer).map(({ props }) => attempt(() => props.type));
  if (analyzers.some((type) => typeof type === "string" && type.includes("UNUSED")))
    account.leaveOut("Access Analyzer for unused access", "billed by the roles and users of the account");
}
