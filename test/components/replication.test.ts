import * as aws from "@pulumi/aws";
import { LogArchive } from "../../components";
import { ACCOUNT, deploy, registered, start } from "./deploy";
import { around, findings, judged, missing } from "./judged";
import { TOPIC, archive, baseline } from "./programs";

const COPIES = "arn:aws:s3:::copies";
const THEIR_KEY = "arn:aws:kms:eu-central-1:222233334444:key/11111111-0000-0000-0000-000000000000";
const replicated = (more: { accountId?: string; bucketArn?: string } = {}) =>
  archive({ replication: { bucketArn: COPIES, kmsKeyArn: THEIR_KEY, alarmActions: [TOPIC], ...more } });

/** What a replicated archive has besides. */
const ADDED = [
  "cloudwatch/MetricAlarm audit-not-copied",
  "iam/Role audit-replication",
  "iam/RolePolicy audit-replication",
  "s3/BucketReplicationConfig audit",
];

test("a role, what it may, and the rule", async () => {
  const plain = (await deploy(archive)).childrenOf("storage/LogArchive audit");
  const made = await deploy(() => replicated());
  expect(
    made
      .childrenOf("storage/LogArchive audit")
      .filter((child) => !plain.includes(child))
      .sort(),
  ).toEqual(ADDED);
});

test("S3 takes a rule once versions are kept and the role may copy", async () => {
  const made = await deploy(() => replicated());
  expect(made.get("s3/BucketReplicationConfig audit").dependsOn).toEqual(
    expect.arrayContaining(["s3/BucketVersioning audit", "iam/RolePolicy audit-replication"]),
  );
});

test("what KMS encrypts is copied, with the key of the other side; what is deleted here stays there", async () => {
  const made = await deploy(() => replicated());
  expect(made.get("s3/BucketReplicationConfig audit").inputs.rules).toEqual([
    {
      id: "copies",
      status: "Enabled",
      priority: 1,
      filter: { prefix: "" },
      deleteMarkerReplication: { status: "Disabled" },
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
      destination: {
        bucket: COPIES,
        encryptionConfiguration: { replicaKmsKeyId: THEIR_KEY },
        metrics: { status: "Enabled" },
      },
    },
  ]);
});

test("the role reads this bucket, writes that one, deletes in neither, and uses each key for its own files", async () => {
  const made = await deploy(() => replicated());
  const files = `arn:aws:s3:::audit-prod-${ACCOUNT}-eu-west-1`;
  const { policy } = made.get("iam/RolePolicy audit-replication").inputs;
  const statements: { Action: string | string[]; Resource: string; Condition?: object }[] =
    JSON.parse(policy).Statement;
  const keys = "arn:aws:kms:*:*:key/*";
  expect(statements.map(({ Resource }) => Resource)).toEqual([files, `${files}/*`, `${COPIES}/*`, keys, keys]);
  expect(policy).not.toMatch(/Delete|Override|"\*"/);
  for (const [index, own] of [
    [3, files],
    [4, COPIES],
  ] as const)
    expect(statements[index].Condition).toEqual({ StringLike: { "kms:EncryptionContext:aws:s3:arn": [`${own}/*`] } });
});

test("the lock of a file goes with its copy", async () => {
  const { policy } = (await deploy(() => replicated())).get("iam/RolePolicy audit-replication").inputs;
  expect(policy).toContain("s3:GetObjectRetention");
});

test("a file that is not copied rings", async () => {
  const made = await deploy(() => baseline({ archive: { replication: { bucketArn: COPIES, kmsKeyArn: THEIR_KEY } } }));
  const { inputs, propertyDependencies } = made.get("cloudwatch/MetricAlarm audit-archive-not-copied");
  expect(inputs).toMatchObject({
    metricName: "OperationsFailedReplication",
    dimensions: {
      SourceBucket: `audit-archive-prod-${ACCOUNT}-eu-west-1`,
      DestinationBucket: "copies",
      RuleId: made.get("s3/BucketReplicationConfig audit-archive").inputs.rules[0].id,
    },
  });
  expect(propertyDependencies.alarmActions).toEqual(["sns/Topic audit-alerts-critical"]);
});

test("copies in another account belong to that account", async () => {
  const made = await deploy(() => replicated({ accountId: "222233334444" }));
  const [{ destination }] = made.get("s3/BucketReplicationConfig audit").inputs.rules;
  expect(destination).toMatchObject({ account: "222233334444", accessControlTranslation: { owner: "Destination" } });
  expect(made.get("iam/RolePolicy audit-replication").inputs.policy).toContain("s3:ObjectOwnerOverrideToBucketOwner");
});

test("the catalogue finds nothing about an archive and its copy in another region", async () => {
  const verdicts = await judged(() => {
    const { kmsKeyArn, alarmActions } = around();
    const provider = new aws.Provider("there", { region: "eu-central-1" });
    const copy = new LogArchive("copy", { trailNames: ["audit-prod"], kmsKeyArn }, { provider });
    const { bucketArn } = copy;
    new LogArchive("audit", {
      trailNames: ["audit-prod"],
      kmsKeyArn,
      replication: { bucketArn, kmsKeyArn, alarmActions },
    });
  });
  expect(findings(verdicts).filter((found) => !found.includes("copy"))).toEqual([]);
  expect(missing(verdicts, ["bucket-replication-monitored audit", "bucket-versioning copy"])).toEqual([]);
});

test("refused before anything is registered: what is no bucket, and no account", async () => {
  await start();
  expect(() => replicated({ bucketArn: "copies", accountId: "backup" })).toThrow(
    [
      'LogArchive "audit": 2 arguments are wrong',
      '  replication.accountId   "backup" is not an account id; expected 12 digits',
      '  replication.bucketArn   "copies" is not the ARN of a bucket; expected the form arn:aws:s3:::name',
    ].join("\n"),
  );
  expect(registered()).toBe(0);
});
