import { AccessLog, inTime, type Access } from "../../simulation/access/access";
import { deedOf, isDataEvent, outcomeOf } from "../../simulation/access/call";
import { callerOf, shownCaller } from "../../simulation/access/caller";
import { notesOn } from "../../simulation/access/notes";
import { glob, wanted } from "../../simulation/access/wanted";
import { RecordReader } from "../../simulation/read/records";
import type { CloudTrailRecord } from "../../simulation/record";
import { renderAccessCsv } from "../../report/access/csv";
import { renderAccessJson } from "../../report/access/json";
import { renderAccess } from "../../report/access/terminal";
import type { AccessReport } from "../../report/access/report";

const ACCOUNT = "111122223333";
const record = (service: string, eventName: string, more: object = {}): CloudTrailRecord => ({
  eventTime: "2024-05-01T12:00:00Z",
  eventSource: `${service}.amazonaws.com`,
  eventName,
  awsRegion: "eu-central-1",
  recipientAccountId: ACCOUNT,
  userIdentity: { type: "IAMUser", userName: "anna", accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/anna` },
  sourceIPAddress: "198.51.100.7",
  eventID: `${service}-${eventName}`,
  ...more,
});
const asked = (service: string, eventName: string, requestParameters: object, more = {}) =>
  record(service, eventName, { requestParameters, ...more });

const role = (roleName: string, session: string, more = {}) => ({
  type: "AssumedRole",
  principalId: `AROAEXAMPLE:${session}`,
  accountId: ACCOUNT,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${roleName}/${session}`,
  sessionContext: {
    sessionIssuer: { type: "Role", arn: `arn:aws:iam::${ACCOUNT}:role/${roleName}`, userName: roleName },
    attributes: { mfaAuthenticated: "true" },
  },
  ...more,
});

const callers: Record<string, [identity: object, shown: string]> = {
  root: [{ type: "Root", accountId: ACCOUNT }, `root of ${ACCOUNT}`],
  "an IAM user": [{ type: "IAMUser", userName: "anna", accountId: ACCOUNT }, "IAM user anna"],
  "an IAM user through a service": [
    { type: "IAMUser", userName: "anna", accountId: ACCOUNT, invokedBy: "athena.amazonaws.com" },
    "IAM user anna, through athena.amazonaws.com",
  ],
  "a role": [role("deploy", "ci-42"), "assumed role deploy/ci-42"],
  "a role whose session is cut off": [
    { type: "AssumedRole", principalId: "AROAEXAMPLE:ci-42", arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/ci-42` },
    "assumed role deploy/ci-42",
  ],
  "a person of IAM Identity Center": [
    role("AWSReservedSSO_Clinician_0123456789abcdef", "eva@example.com"),
    "SSO user eva@example.com with Clinician",
  ],
  "a role of a service": [role("AWSServiceRoleForBackup", "x"), "service-linked role AWSServiceRoleForBackup/x"],
  "a service": [{ type: "AWSService", invokedBy: "s3.amazonaws.com" }, "AWS service s3.amazonaws.com"],
  "a role of another account": [
    role("partner", "sync", { accountId: "999988887777" }),
    "assumed role partner/sync, of another account, 999988887777",
  ],
  "another account that says no more": [
    { type: "AWSAccount", accountId: "999988887777", principalId: "AIDAEXAMPLE" },
    "AWS account 999988887777, of another account, 999988887777",
  ],
  anybody: [{ type: "AWSAccount", accountId: "ANONYMOUS_PRINCIPAL", principalId: "" }, "anybody"],
  "a federated user": [
    { type: "FederatedUser", accountId: ACCOUNT, arn: `arn:aws:sts::${ACCOUNT}:federated-user/bob` },
    "federated user bob",
  ],
  nobody: [{}, "unknown nobody named"],
};
test.each(Object.entries(callers))("who called: %s", (_, [userIdentity, shown]) => {
  expect(shownCaller(callerOf(record("s3", "GetObject", { userIdentity })))).toBe(shown);
});

test("what was done, and whether it was allowed", () => {
  const deeds = ["GetObject", "PutObject", "DeleteObjects", "ScheduleKeyDeletion", "TerminateInstances", "Decrypt"];
  expect(deeds.map((name) => deedOf(record("x", name)))).toEqual("read change delete delete delete read".split(" "));
  expect(deedOf(record("dynamodb", "ExecuteStatement", { readOnly: true }))).toBe("read");
  const codes = ["AccessDenied", "Client.UnauthorizedOperation", "NoSuchKey", undefined];
  expect(codes.map((errorCode) => outcomeOf(record("x", "Y", { errorCode })))).toEqual(
    "denied denied failed allowed".split(" "),
  );
  const signIn = record("signin", "ConsoleLogin", { responseElements: { ConsoleLogin: "Failure" } });
  expect(outcomeOf(signIn)).toBe("denied");
  expect(["GetObject", "GetBucketAcl", "ListObjectsV2"].map((name) => isDataEvent(record("s3", name)))).toEqual([
    true,
    false,
    true,
  ]);
  expect(isDataEvent(record("s3", "GetObject", { eventCategory: "Management" }))).toBe(false);
});

/** The calls that a question finds. */
function ask(resources: string[], records: object[], more: object = {}): { accesses: Access[]; log: AccessLog } {
  const log = new AccessLog({ resources: resources.map((each) => wanted(each)), window: {}, ...more });
  const reader = new RecordReader(log);
  reader.feed(Buffer.from(JSON.stringify({ Records: records })));
  reader.end();
  return { accesses: inTime(log.accesses), log };
}

const S3 = "arn:aws:s3:::patients";
const table = (name: string) => `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/${name}`;
const REPLACED = { bucketName: "results", key: "a", "x-amz-copy-source": "patients/2024/a%20b.json" };
/** A question, a call that it is about, and one that it is not about. */
const questions: Record<string, [wanted: string, hit: object, miss: object]> = {
  "a bucket by its name": [
    "patients",
    asked("s3", "PutBucketPolicy", { bucketName: "patients" }),
    asked("s3", "X", { bucketName: "patients-2" }),
  ],
  "an object of a bucket": [
    S3,
    asked("s3", "GetObject", { bucketName: "patients", key: "a/b" }),
    asked("iam", "CreateUser", { userName: "patients" }),
  ],
  "objects by a glob": [
    "patients/2024/*",
    asked("s3", "GetObject", { bucketName: "patients", key: "2024/a" }),
    asked("s3", "GetObject", { bucketName: "patients", key: "2023/a" }),
  ],
  "a bucket that is only in resources": [
    S3,
    record("s3", "HeadObject", { resources: [{ ARN: `${S3}/a` }] }),
    record("s3", "HeadObject", { resources: [{ ARN: `${S3}-2/a` }] }),
  ],
  "the source of a copy": [
    S3,
    asked("s3", "CopyObject", REPLACED),
    asked("s3", "CopyObject", { ...REPLACED, "x-amz-copy-source": "other/patients" }),
  ],
  "a table by its ARN": [
    table("patients"),
    asked("dynamodb", "GetItem", { tableName: "patients" }),
    asked("dynamodb", "GetItem", { tableName: "patients" }, { awsRegion: "us-east-1" }),
  ],
  "tables of a batch": [
    "patients",
    asked("dynamodb", "BatchGetItem", { requestItems: { patients: {} } }),
    asked("dynamodb", "BatchGetItem", { requestItems: { doctors: {} } }),
  ],
  "a table of a transaction": [
    "patients",
    asked("dynamodb", "TransactWriteItems", { transactItems: [{ put: { tableName: "patients" } }] }),
    asked("x", "Y", {}),
  ],
  "a function, and its alias": [
    "intake",
    asked("lambda", "Invoke", { functionName: `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:intake:live` }),
    asked("lambda", "Invoke", { functionName: "intake-2" }),
  ],
  "a key by its id": [
    "0a1b2c3d-0000-4000-8000-000000000000",
    asked(
      "kms",
      "Decrypt",
      {},
      { resources: [{ ARN: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/0a1b2c3d-0000-4000-8000-000000000000` }] },
    ),
    asked("kms", "Decrypt", { keyId: "1a1b2c3d" }),
  ],
  "a bucket whose object a key decrypts": [
    S3,
    asked("kms", "Decrypt", { encryptionContext: { "aws:s3:arn": `${S3}/a` } }),
    asked("kms", "Decrypt", { encryptionContext: { "aws:s3:arn": `${S3}x/a` } }),
  ],
  "a database": [
    "records",
    asked("rds", "DeleteDBInstance", { dBInstanceIdentifier: "records" }),
    asked("rds", "DeleteDBInstance", { dBInstanceIdentifier: "r" }),
  ],
  "a log group": [
    "/app/records",
    asked("logs", "FilterLogEvents", { logGroupName: "/app/records" }),
    asked("logs", "FilterLogEvents", { logGroupName: "/app" }),
  ],
};
test.each(Object.entries(questions))("%s", (_, [resource, hit, miss]) => {
  expect(ask([resource], [hit, miss]).accesses.map(({ eventID }) => eventID)).toEqual([
    (hit as { eventID: string }).eventID,
  ]);
});

test("a name that is written with an escape is found", () => {
  const log = new AccessLog({ resources: [wanted("patients/a")], window: {} });
  const reader = new RecordReader(log);
  reader.feed(
    Buffer.from(
      JSON.stringify([asked("s3", "GetObject", { bucketName: "patients", key: "a" })]).replace(
        "patients",
        "\\u0070atients",
      ),
    ),
  );
  reader.end();
  expect(log.accesses).toHaveLength(1);
});

test("a copy reads its source and changes its target", () => {
  const copy = [asked("s3", "CopyObject", REPLACED)];
  expect(ask(["patients"], copy).accesses[0]).toMatchObject({ deed: "read", resources: [`${S3}/2024/a b.json`] });
  expect(ask(["results"], copy).accesses[0].deed).toBe("change");
});

test("only some callers, only some time, and in the order of time", () => {
  const [early, late] = ["2024-05-01T11:59:59Z", "2024-05-01T12:30:00Z"];
  const records = [late, early].map((eventTime) => asked("s3", "GetObject", { bucketName: "patients" }, { eventTime }));
  expect(ask(["patients"], records).accesses.map(({ time }) => time)).toEqual([early, late]);
  expect(ask(["patients"], records, { window: { from: Date.parse(late) } }).accesses).toHaveLength(1);
  expect(ask(["patients"], records, { who: glob("an?a") }).accesses).toHaveLength(2);
  expect(ask(["patients"], records, { who: glob("eva*") }).accesses).toHaveLength(0);
});

test("what cannot be seen is said: object calls without data events, databases, names that never occur", () => {
  const bucket = asked("s3", "GetBucketAcl", { bucketName: "patients" });
  const read = asked("s3", "GetObject", { bucketName: "patients", key: "a" }, { eventCategory: "Data" });
  const notes = (resources: string[], records: object[]) => notesOn(ask(resources, records).log.coverage);
  expect(notes([S3], [bucket])).toEqual([expect.stringContaining("no data event of it is in these logs")]);
  expect(notes([S3], [bucket, read])).toEqual([]);
  expect(notes(["records"], [asked("rds", "DescribeDBInstances", { dBInstanceIdentifier: "records" })])[0]).toContain(
    "no statements",
  );
  expect(notes(["nowhere"], [bucket])).toEqual([expect.stringContaining("no event in these logs names it")]);
});

const HOSTILE = '=HYPERLINK("http://x")';
const report = (records: object[], around?: string): AccessReport => {
  const { accesses, log } = ask([], records);
  return {
    ...{ version: 1, tool: { name: "trailwatch", version: "0" }, reportedAt: "2026-01-01T00:00:00Z", command: "" },
    ...{ asked: { resources: [], around }, coverage: [], notes: [], accesses },
    logs: { files: 1, records: log.records, unread: log.unread },
  };
};

test("CSV: a row for each call, and no text that a spreadsheet would run", () => {
  const csv = renderAccessCsv(report([record("s3", "GetObject", { userAgent: HOSTILE, errorCode: "-1+1" })]));
  const [head, row, end] = csv.split("\r\n");
  expect(head.split(",")).toHaveLength(20);
  expect(row).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(row).toContain(",'-1+1,");
  expect(end).toBe("");
});

test("at a terminal: around an incident what failed comes first", () => {
  const records = [
    record("s3", "GetObject"),
    record("kms", "Decrypt", { errorCode: "AccessDenied", userAgent: "\u001b[2J" }),
  ];
  const text = renderAccess(report(records, "2024-05-01T12:00Z ± 15m"), { colour: false, width: 100 });
  expect(text.indexOf("kms:Decrypt")).toBeLessThan(text.indexOf("s3:GetObject"));
  expect(text).toContain("2 calls by 1 caller: 1 read");
  expect(text).not.toContain("\u001b");
  expect(JSON.parse(renderAccessJson(report(records)))).toMatchObject({
    schema: "urn:trailwatch:access",
    accesses: [{ call: "GetObject", caller: { kind: "IAM user", name: "anna" } }, { outcome: "denied" }],
  });
});
