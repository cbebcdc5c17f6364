import * as aws from "@pulumi/aws";
import { runtime } from "@pulumi/pulumi";
import { AccountBaseline, AlertRouter, ManagedLogGroup } from "../../components";
import { ACCOUNT, deploy, registered, start, type Deployment } from "./deploy";
import { findings, judged } from "./judged";
import { KEY, MAIL, archive, baseline } from "./programs";

/** What an account can have beside its trail: questions to the archive, detectors, a monitor, a key for further log groups. */
const PARTS: Record<string, [program: () => unknown, holds: (made: Deployment) => void]> = {
  "the key lets in the log groups that the account asks for, and its flow logs": [
    () => {
      const { key } = baseline({
        key: { logGroupNames: ["/apps/*"] },
        detectors: { regions: [], flowLogs: { vpcIds: ["vpc-1"] } },
      });
      new ManagedLogGroup("portal", { logGroupName: "/apps/portal", kmsKeyArn: key.arn });
    },
    (made) => {
      const { Condition } = made.statement("kms/Key audit-key", "CloudWatchLogsUses");
      expect(Condition?.ArnLike["kms:EncryptionContext:aws:logs:arn"]).toEqual(
        ["/trailwatch/audit-trail-prod", "/trailwatch/audit-flow-prod", "/apps/*"].map(
          (name) => `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:${name}`,
        ),
      );
      expect(made.get("cloudwatch/LogGroup audit-flow").inputs.name).toBe("/trailwatch/audit-flow-prod");
    },
  ],
  "the archive is asked for as long as it keeps files": [
    () => baseline({ profile: "hipaa", query: {} }),
    (made) => {
      const { parameters, storageDescriptor } = made.get("glue/CatalogTable audit-ask-cloudtrail-logs").inputs;
      expect(parameters["projection.day.range"]).toBe("NOW-2192DAYS,NOW");
      expect(storageDescriptor.location).toBe(`s3://audit-archive-prod-${ACCOUNT}-eu-west-1/AWSLogs/`);
    },
  ],
  "the archive of an organization is asked for its accounts": [
    () => baseline({ organization: { id: "o-a1b2c3d4e5" }, query: { accountIds: [ACCOUNT, "222233334444"] } }),
    (made) => {
      const { parameters } = made.get("glue/CatalogTable audit-ask-cloudtrail-logs").inputs;
      expect(parameters["projection.account.values"]).toBe(`${ACCOUNT},222233334444`);
      expect(parameters["storage.location.template"]).toContain("/AWSLogs/o-a1b2c3d4e5/");
    },
  ],
};

test.each(Object.entries(PARTS))("%s", async (_, [program, holds]) => holds(await deploy(program)));

test("the catalogue finds nothing about an account with everything", async () => {
  const verdicts = await judged(() => {
    const { key } = baseline({
      key: { logGroupNames: ["/apps/*"] },
      query: { readers: [`arn:aws:iam::${ACCOUNT}:role/auditors`] },
      detectors: { regions: ["eu-west-1", "us-east-1"] },
      monitor: {},
      // Results and configuration history lie in buckets of the account.
      trail: { dataEvents: [{ name: "Objects", resourceType: "AWS::S3::Object" }] },
    });
    new ManagedLogGroup("portal", { logGroupName: "/apps/portal", kmsKeyArn: key.arn });
  });
  expect(findings(verdicts)).toEqual([]);
});

test("what its monitor makes is in the estimate", async () => {
  let account: AccountBaseline | undefined;
  await deploy(() => {
    account = baseline({ monitor: {} });
    account.monitor?.watch(new aws.sqs.Queue("work", {}));
  });
  const { estimatedMonthlyUsd: all, monitor } = account ?? {};
  await deploy(() => (account = baseline()));
  const without = account?.estimatedMonthlyUsd.low ?? 0;
  expect(monitor?.estimatedMonthlyUsd.low).toBeCloseTo(2 * 0.1 + 0.5, 6);
  expect(all?.low).toBeCloseTo(without + 0.7, 6);
});

const TOPIC_OF_WARNINGS = "sns/Topic audit-alerts-warning";

// From a configuration file or from JavaScript comes what the types would refuse.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- that is what is tested
const untyped = (value: unknown): any => value;

const WRONG: [name: string, program: () => unknown, line: string][] = [
  ["nobody to tell", () => new AccountBaseline("audit", untyped({})), "alerts   missing; alarms would tell nobody"],
  ["no arguments", () => new AccountBaseline("audit", untyped(undefined)), "alerts   missing"],
  [
    "a lock that S3 does not have",
    () => archive({ objectLock: { mode: untyped("WORM"), days: 30 } }),
    'objectLock.mode   "WORM" is not a mode; expected GOVERNANCE or COMPLIANCE',
  ],
  [
    "a severity that there is not",
    () => new AlertRouter("r", { kmsKeyArn: KEY, severities: ["critical", untyped("urgent")], email: MAIL }),
    'severities   "urgent" is not a severity; expected critical, warning, info',
  ],
  [
    "a part, by the account's name for it",
    () => baseline({ query: { scanLimitGb: 0 } }),
    "query.scanLimitGb   0 is not a whole number of gigabytes",
  ],
  [
    "an organization whose accounts nobody named",
    () => baseline({ organization: { id: "o-a1b2c3d4e5" }, query: {} }),
    "query.accountIds   missing",
  ],
  [
    "standards that there are not",
    () => baseline({ detectors: { securityHub: { standards: [untyped("soc2")] } } }),
    'detectors.securityHub.standards   "soc2" is none',
  ],
  [
    "a profile of alarms that there is not",
    () => baseline({ monitor: { profile: untyped("loud") } }),
    'monitor.profile   "loud" is not a profile',
  ],
];

test.each(WRONG)("refused before anything is registered: %s", async (_, program, line) => {
  await start();
  let message = "";
  try {
    program();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.replace(/ {3,}/g, "   ")).toContain(`\n  ${line}`);
  expect(registered()).toBe(0);
});

// Last, because the stack that a program runs in stays there for the programs after it.
test.each([
  ["everything that is made afterwards is watched, and rings over the account's topics", {}, [TOPIC_OF_WARNINGS]],
  ["a monitor by hand watches nothing by itself", { auto: false }, undefined],
])("%s", async (_, monitor, topics) => {
  const made = await deploy(() =>
    runtime.runInPulumiStack(async () => {
      baseline({ monitor });
      new aws.sqs.Queue("work", {});
    }),
  );
  const [alarm] = made.all("cloudwatch/MetricAlarm").filter(({ name }) => name === "audit-monitor-queue-work-age");
  expect(alarm?.propertyDependencies.alarmActions).toEqual(topics);
});
