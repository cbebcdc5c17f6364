import * as aws from "@pulumi/aws";
import { LogStore, type LogStoreArgs } from "../../components";
import { ACCOUNT, CHINA, deploy, registered, start } from "./deploy";
import { findings, judged, missing } from "./judged";
import { KEY } from "./programs";

const NAME = `store-prod-${ACCOUNT}-eu-west-1`;

const bucketParts = (name: string) => [
  `s3/Bucket ${name}`,
  `s3/BucketLifecycleConfiguration ${name}`,
  `s3/BucketOwnershipControls ${name}`,
  `s3/BucketPolicy ${name}`,
  `s3/BucketPublicAccessBlock ${name}`,
  `s3/BucketServerSideEncryptionConfiguration ${name}`,
  `s3/BucketVersioning ${name}`,
];

test("a store consists of these parts", async () => {
  const made = await deploy(() => new LogStore("store"));
  expect(made.childrenOf("storage/LogStore store").sort()).toEqual(
    [...bucketParts("store"), ...bucketParts("store-access"), "s3/BucketLogging store"].sort(),
  );
});

test("the catalogue finds nothing about a store that load balancers and flow logs write to", async () => {
  const verdicts = await judged(() => {
    const store = new LogStore("store", { writers: ["applicationLoadBalancers", "flowLogs", "config"] });
    new aws.lb.LoadBalancer(
      "web",
      {
        accessLogs: { bucket: store.bucketName, enabled: true },
        connectionLogs: { bucket: store.bucketName, enabled: true },
      },
      { dependsOn: store.ready },
    );
    new aws.ec2.FlowLog("flow", { vpcId: "vpc-1", logDestinationType: "s3", logDestination: store.bucketArn });
  });
  expect(findings(verdicts).filter((finding) => !/^\S+ web:/.test(finding))).toEqual([]);
  expect(
    missing(verdicts, [
      "bucket-acls-disabled store",
      "bucket-lifecycle store",
      "bucket-not-public store",
      "bucket-public-access-block store",
      "bucket-tls-only store",
      "log-bucket-accepts-logs store",
      "log-bucket-retention store",
    ]),
  ).toEqual([]);
});

test("each writer is let in for this account only, and three kinds of logs share one statement", async () => {
  const made = await deploy(() => new LogStore("store", { writers: ["config", "flowLogs", "networkLoadBalancers"] }));
  const { Statement } = JSON.parse(made.get("s3/BucketPolicy store").inputs.policy);
  expect(Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
    "configLook",
    "configWrite",
    "networkLoadBalancersLook",
    "networkLoadBalancersWrite",
    "DenyPlainHttp",
  ]);
  expect(made.statement("s3/BucketPolicy store", "configWrite")).toMatchObject({
    Principal: { Service: "config.amazonaws.com" },
    Resource: `arn:aws:s3:::${NAME}/AWSLogs/${ACCOUNT}/Config/*`,
    Condition: {
      StringEquals: { "aws:SourceAccount": ACCOUNT, "s3:x-amz-acl": "bucket-owner-full-control" },
      ArnLike: { "aws:SourceArn": `arn:aws:config:*:${ACCOUNT}:*` },
    },
  });
});

test("exports of CloudWatch come from the region's own principal, in China too", async () => {
  const made = await deploy(() => new LogStore("store", { writers: ["cloudwatchExports"] }), CHINA);
  expect(made.statement("s3/BucketPolicy store", "cloudwatchExportsWrite")).toMatchObject({
    Principal: { Service: "logs.cn-north-1.amazonaws.com.cn" },
    Resource: `arn:aws-cn:s3:::store-prod-${ACCOUNT}-cn-north-1/*`,
  });
});

test("AWS Config cannot deliver to a bucket with a default lock: a store is never locked", async () => {
  const made = await deploy(() => new LogStore("store", { writers: ["config"] }));
  expect(made.all("s3/Bucket").map(({ inputs }) => inputs.objectLockEnabled)).toEqual([false, false]);
  expect(made.all("s3/BucketObjectLockConfiguration")).toEqual([]);
});

const WRONG: [name: string, args: LogStoreArgs, lines: string[]][] = [
  [
    "a name that WAF does not take, and a key that load balancers do not",
    { writers: ["waf", "applicationLoadBalancers"], kmsKeyArn: KEY, retentionDays: 0 },
    [
      "  bucketName      WAF delivers only to buckets whose names begin with aws-waf-logs-",
      "  kmsKeyArn       load balancers deliver only to buckets that S3 encrypts with its own keys; leave the key out",
      "  retentionDays   0 is not a whole number of days; expected at least 1",
    ],
  ],
  [
    "a name that leaves no room for that of the access logs",
    { bucketName: "b".repeat(60) },
    [
      `  bucketName   "${"b".repeat(60)}-access" is not a bucket name; expected 3 to 63 lower-case letters, digits, dots and hyphens`,
    ],
  ],
];

test.each(WRONG)("refused before anything is registered: %s", async (_, args, lines) => {
  await start();
  let message = "";
  try {
    new LogStore("store", args);
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message.split("\n").slice(1)).toEqual(lines);
  expect(registered()).toBe(0);
});
