import { ACCOUNT, REGION, type Sample } from "./record";

/** The day of the samples: patient records are used, the portal gets slow, and somebody who should not reaches for more. */

const DAY = "2024-05-14";
const at = (time: string): string => `${DAY}T${time}Z`;

const BUCKET = "patient-records";
const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/portal-appointments-workload`;

const object = (time: string, by: Sample["by"], call: string, key: string, more: Partial<Sample> = {}): Sample => ({
  at: at(time),
  by,
  call: `s3:${call}`,
  request: { bucketName: BUCKET, key },
  of: [
    ["AWS::S3::Object", `arn:aws:s3:::${BUCKET}/${key}`],
    ["AWS::S3::Bucket", `arn:aws:s3:::${BUCKET}`],
  ],
  ...more,
});

const minute = (n: number): string =>
  `${String(8 + Math.floor(n / 60)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}`;

/** The portal and the clinic at work, from 8 to 18. */
const work: Sample[] = Array.from({ length: 60 }, (_, n) => n * 10).flatMap((n) => [
  object(`${minute(n)}:05`, "portal", "GetObject", `2024/${1000 + (n % 37)}.json`),
  ...(n % 60 === 0
    ? [
        {
          at: at(`${minute(n)}:20`),
          by: "portal" as const,
          call: "dynamodb:GetItem",
          request: { tableName: "portal-appointments-workload", key: { id: String(1000 + (n % 37)) } },
          of: [["AWS::DynamoDB::Table", TABLE] as [string, string]],
        },
        {
          at: at(`${minute(n)}:40`),
          by: "deployer" as const,
          call: "ecs:DescribeServices",
          request: { cluster: "portal-workload" },
        },
      ]
    : []),
]);

const records: Sample[] = [
  object("09:12:31", "clinician", "GetObject", "2024/1007.json"),
  object("09:15:02", "clinician", "PutObject", "2024/1007.json", { readOnly: false }),
  object("11:40:10", "nurse", "GetObject", "2024/1019.json"),
  object("11:41:55", "nurse", "DeleteObject", "2024/1019-draft.json", { readOnly: false }),
  object("16:20:11", "contractor", "GetObject", "2024/1003.json", { denied: true }),
  object("16:22:40", "contractor", "ListObjects", "", { request: { bucketName: BUCKET } }),
  object("16:31:07", "contractor", "GetObject", "2024/1003.json"),
  object("16:31:09", "contractor", "GetObject", "2024/1004.json"),
  object("16:33:30", "contractor", "DeleteObject", "2024/1003.json", { readOnly: false }),
];

/** 14:00: patients call because the portal is slow. */
const slow: Sample[] = [
  {
    at: at("13:51:12"),
    by: "deployer",
    call: "ecs:UpdateService",
    request: {
      cluster: "portal-workload",
      service: "portal-workload",
      desiredCount: 1,
      taskDefinition: "portal-workload:214",
    },
  },
  {
    at: at("13:53:48"),
    by: "deployer",
    call: "rds:ModifyDBInstance",
    request: {
      dBInstanceIdentifier: "portal-database-workload",
      dBInstanceClass: "db.t4g.medium",
      applyImmediately: true,
    },
  },
  {
    at: at("14:02:30"),
    by: "portal",
    call: "secretsmanager:GetSecretValue",
    request: { secretId: "portal/database" },
    failed: "ThrottlingException",
  },
  {
    at: at("14:06:00"),
    by: "oncall",
    call: "rds:DescribeDBInstances",
    request: { dBInstanceIdentifier: "portal-database-workload" },
  },
  {
    at: at("14:09:21"),
    by: "oncall",
    call: "rds:RebootDBInstance",
    request: { dBInstanceIdentifier: "portal-database-workload" },
    denied: true,
  },
  {
    at: at("14:12:45"),
    by: "oncall",
    call: "ecs:UpdateService",
    request: {
      cluster: "portal-workload",
      service: "portal-workload",
      desiredCount: 4,
      taskDefinition: "portal-workload:213",
    },
  },
];

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

/** 16:10: the keys of a contractor are used from elsewhere. */
const escalation: Sample[] = [
  {
    at: at("16:10:03"),
    by: "contractor",
    call: "signin:ConsoleLogin",
    readOnly: false,
    response: { ConsoleLogin: "Success" },
    extra: { additionalEventData: { MFAUsed: "No", MobileVersion: "No", LoginTo: "https://console.aws.amazon.com/" } },
  },
  ...[
    "iam:ListUsers",
    "iam:ListRoles",
    "kms:ListKeys",
    "s3:ListBuckets",
    "secretsmanager:ListSecrets",
    "rds:DescribeDBSnapshots",
  ].map((call, n): Sample => ({ at: at(`16:12:0${n}`), by: "contractor", call, denied: true })),
  {
    at: at("16:25:40"),
    by: "contractor",
    call: "iam:AttachUserPolicy",
    request: { userName: "contractor", policyArn: ADMINISTRATOR },
  },
  {
    at: at("16:27:11"),
    by: "contractor",
    call: "iam:CreateAccessKey",
    request: { userName: "backup" },
    response: { accessKey: { userName: "backup", status: "Active", accessKeyId: "AKIAIOSFODNN7EXAMPLE" } },
  },
  {
    at: at("16:36:52"),
    by: "contractor",
    call: "cloudtrail:StopLogging",
    request: { name: "audit-workload" },
    denied: true,
  },
  {
    at: at("16:38:15"),
    by: "contractor",
    call: "s3:PutBucketPolicy",
    request: {
      bucketName: BUCKET,
      bucketPolicy: { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }] },
    },
  },
  {
    at: at("16:55:00"),
    by: "root",
    call: "signin:ConsoleLogin",
    readOnly: false,
    response: { ConsoleLogin: "Success" },
    extra: { additionalEventData: { MFAUsed: "Yes" } },
  },
];

export const SAMPLES: readonly Sample[] = [...work, ...records, ...slow, ...escalation].sort((a, b) =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
);
