import { DuckDBInstance } from "@duckdb/node-api";
import { AuditKey, LogArchive, TrailQuery, type TrailQueryArgs } from "../../components";
import { queryOf } from "../../simulation/sql/query";
import { ACCOUNT, CHINA, deploy, registered, start, type Deployment } from "./deploy";
import { findings, judged, missing } from "./judged";
import { KEY, STORE } from "./programs";

const query = (args: Partial<TrailQueryArgs> = {}) =>
  new TrailQuery("ask", { archive: STORE, kmsKeyArn: KEY, ...args });

const READERS = [`arn:aws:iam::${ACCOUNT}:role/auditors`];

test("everything at once consists of these parts", async () => {
  const made = await deploy(() =>
    query({
      readers: READERS,
      lakeFormation: true,
      eventDataStore: { existingCustomer: true, kmsKeyArn: KEY },
    }),
  );
  expect(made.childrenOf("audit/TrailQuery ask").sort()).toEqual([
    ...[
      "auditing-weakened",
      "callers-from-other-accounts",
      "denied-calls",
      "new-addresses",
      "new-credentials",
      "opened-to-outside",
      "records-touched",
      "regions-in-use",
      "rights-raised",
      "root-use",
      "sign-ins-without-mfa",
      "signatures-missing",
      "unusual-activity",
    ].map((id) => `athena/NamedQuery ask-${id}`),
    "athena/PreparedStatement ask-calls-around",
    "athena/PreparedStatement ask-calls-from-address",
    "athena/PreparedStatement ask-calls-of-access-key",
    "athena/PreparedStatement ask-calls-of-identity",
    "athena/PreparedStatement ask-touches-of-record",
    "athena/Workgroup ask",
    "cloudtrail/EventDataStore ask",
    "glue/CatalogDatabase ask",
    "glue/CatalogTable ask-cloudtrail-digests",
    "glue/CatalogTable ask-cloudtrail-insights",
    "glue/CatalogTable ask-cloudtrail-logs",
    "iam/Role ask-readers",
    "iam/RolePolicy ask-readers",
    "lakeformation/Permissions ask-database",
    "lakeformation/Permissions ask-tables",
    "storage/LogStore ask-results",
  ]);
});

test("the catalogue finds nothing about questions to an archive", async () => {
  const verdicts = await judged(() => {
    const key = new AuditKey("key", { trailNames: ["audit-prod"] });
    const archive = new LogArchive("archive", { trailNames: ["audit-prod"], kmsKeyArn: key.arn });
    query({ archive, kmsKeyArn: key.arn, readers: READERS });
  });
  expect(findings(verdicts)).toEqual([]);
  expect(
    missing(verdicts, [
      "bucket-access-logs ask-results",
      "bucket-acls-disabled ask-results",
      "bucket-encryption ask-results",
      "bucket-lifecycle ask-results",
      "bucket-not-public ask-results",
      "bucket-public-access-block ask-results",
      "bucket-tls-only ask-results",
    ]),
  ).toEqual([]);
});

const columnsOf = (made: Deployment, table: string): Record<string, string> =>
  Object.fromEntries(
    made
      .get(`glue/CatalogTable ask-${table}`)
      .inputs.storageDescriptor.columns.map(({ name, type }: { name: string; type: string }) => [name, type]),
  );

/** What a record of CloudTrail can hold; which of it is a column is for table and dialect to agree on. */
const FIELDS = (
  "eventVersion eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestID eventID " +
  "eventType apiVersion readOnly recipientAccountId sharedEventID vpcEndpointId requestParameters.x responseElements.x " +
  "additionalEventData.x serviceEventDetails.x resources[0].ARN resources[0].type resources[0].accountId userIdentity.type " +
  "userIdentity.principalId userIdentity.arn userIdentity.accountId userIdentity.invokedBy userIdentity.accessKeyId " +
  "userIdentity.userName userIdentity.sessionContext.attributes.mfaAuthenticated " +
  "userIdentity.sessionContext.sessionIssuer.userName userIdentity.sessionContext.sessionIssuer.arn"
).split(" ");

test("the SQL of detections finds its columns in the table, by the name that both give it", async () => {
  const made = await deploy(query);
  const columns = columnsOf(made, "cloudtrail-logs");
  const absent = FIELDS.filter((field) => {
    const detection = { name: "d", of: { language: "filter pattern" as const, text: `{ $.${field} = "abc" }` } };
    const { text } = queryOf("athena", { table: "cloudtrail_logs", files: [], window: {}, detections: [detection] });
    const [, condition = ""] = /CASE WHEN (.*) THEN/.exec(text) ?? [];
    const [, column = "", nested = ""] = /([a-z]{4,})((?:\.[a-z]+)*)(?= (?:=|IS)|, )/.exec(condition) ?? [];
    let type: string | undefined = columns[column];
    for (const name of nested.split(".").filter(Boolean))
      type = type?.includes(`${name}:`) ? type.slice(type.indexOf(`${name}:`)) : undefined;
    return type === undefined;
  });
  expect(absent).toEqual([]);
  expect(made.get("glue/CatalogTable ask-cloudtrail-logs").inputs.name).toBe("cloudtrail_logs");
});

test("the questions are SQL", async () => {
  const made = await deploy(() => query({ records: { bucketNames: ["patients", "o'neill"], tableNames: ["visits"] } }));
  const texts = [
    ...made.all("athena/NamedQuery").map(({ inputs }) => inputs.query),
    ...made.all("athena/PreparedStatement").map(({ inputs }) => inputs.queryStatement),
  ];
  const connection = await (await DuckDBInstance.create()).connect();
  for (const text of texts) {
    // Only read, not run: the tables are elsewhere.
    const reader = await connection.runAndReadAll(`SELECT json_serialize_sql('${text.replaceAll("'", "''")}')`);
    expect([text, JSON.parse(String(reader.getRows()[0][0])).error]).toEqual([text, false]);
  }
  connection.closeSync();
  expect(texts).toHaveLength(18);
});

test("every question reads the partitions of some days only, of tables that exist", async () => {
  const made = await deploy(() => query({ tables: [] }));
  for (const { inputs } of made.all("athena/NamedQuery")) {
    expect(inputs.query).toMatch(/WHERE day >= date_format\(current_date - interval '\d+' day/);
    expect(inputs.query).toContain("FROM cloudtrail_logs\n");
  }
  expect(made.all("athena/NamedQuery")).toHaveLength(11);
  for (const { inputs } of made.all("athena/PreparedStatement"))
    expect(inputs.queryStatement).toMatch(/FROM ask_prod\.cloudtrail_logs\nWHERE day BETWEEN \? AND \?/);
});

const parametersOf = (made: Deployment, table: string) => made.get(`glue/CatalogTable ask-${table}`).inputs.parameters;

test("partitions follow the folders of a trail", async () => {
  const made = await deploy(() =>
    query({ archive: { bucketName: "archive", keyPrefix: "trails" }, regions: ["eu-west-1", "us-east-1"] }),
  );
  expect(parametersOf(made, "cloudtrail-logs")).toMatchObject({
    "projection.account.values": ACCOUNT,
    "projection.region.values": "eu-west-1,us-east-1",
    "projection.day.range": "NOW-2557DAYS,NOW",
    "storage.location.template": "s3://archive/trails/AWSLogs/${account}/CloudTrail/${region}/${day}",
  });
  expect(parametersOf(made, "cloudtrail-insights")["storage.location.template"]).toContain("/CloudTrail-Insight/");
  expect(parametersOf(made, "cloudtrail-digests")["storage.location.template"]).toContain("/CloudTrail-Digest/");
});

test("an organization trail puts its accounts below the organization, and the regions are those of the partition", async () => {
  const made = await deploy(
    () => query({ organization: { id: "o-a1b2c3d4e5" }, accountIds: [ACCOUNT, "222233334444"] }),
    CHINA,
  );
  expect(parametersOf(made, "cloudtrail-logs")).toMatchObject({
    "projection.account.values": `${ACCOUNT},222233334444`,
    "projection.region.values": "cn-north-1,cn-northwest-1",
    "storage.location.template": "s3://archive/AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/${region}/${day}",
  });
});

test("the workgroup wins over the settings of whoever asks, and stops what reads too much", async () => {
  const { configuration } = (await deploy(query)).get("athena/Workgroup ask").inputs;
  expect(configuration).toMatchObject({
    enforceWorkgroupConfiguration: true,
    bytesScannedCutoffPerQuery: 107_374_182_400,
    resultConfiguration: {
      expectedBucketOwner: ACCOUNT,
      encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: KEY },
    },
  });
});

test("readers ask in this workgroup, read this archive and write nothing but results", async () => {
  const made = await deploy(() => query({ readers: READERS }));
  const { Statement } = JSON.parse(made.get("iam/RolePolicy ask-readers").inputs.policy);
  const writes = Statement.filter(({ Action }: { Action: string | string[] }) =>
    /Put|Delete|Update/.test(String(Action)),
  );
  expect(writes.map(({ Sid, Resource }: { Sid: string; Resource: string }) => [Sid, Resource])).toEqual([
    ["KeepResults", `arn:aws:s3:::ask-results-prod-${ACCOUNT}-eu-west-1/*`],
  ]);
  expect(JSON.stringify(Statement)).not.toContain('"Resource":"*"');
  expect(made.statement("iam/RolePolicy ask-readers", "ReadArchive").Resource).toBe("arn:aws:s3:::archive/AWSLogs/*");
});

const WRONG: [name: string, args: Partial<TrailQueryArgs>, lines: string[]][] = [
  [
    "everything at once",
    {
      organization: { id: "acme" },
      databaseName: "Audit-Trail",
      days: 0,
      scanLimitGb: 0.5,
      regions: [],
      readers: ["*"],
      archive: { bucketName: "archive", keyPrefix: "/AWSLogs" },
    },
    [
      '  archive.keyPrefix   "/AWSLogs" contains AWSLogs, which CloudTrail adds itself',
      '  archive.keyPrefix   "/AWSLogs" begins or ends with a slash; CloudTrail adds its own',
      '  organization.id     "acme" is not the id of an organization; expected the form o-a1b2c3d4e5',
      "  accountIds          missing; the tables of an organization have to know the accounts, which its trail does not tell",
      "  regions             names no region; there would be nothing to ask about",
      "  days                0 is not a whole number of days; expected 1 to 36500",
      '  databaseName        "Audit-Trail" is not a name that Athena takes without quotes; expected small letters, digits and underscores',
      "  scanLimitGb         0.5 is not a whole number of gigabytes; expected 1 to 1000000",
      '  readers             "*" lets everybody in; expected ARNs of roles, users or accounts',
    ],
  ],
  [
    "CloudTrail Lake for a new customer, and grants to nobody",
    // From JavaScript comes what the type would refuse.
    { lakeFormation: true, eventDataStore: { existingCustomer: false as true, kmsKeyArn: KEY, retentionDays: 5000 } },
    [
      "  lakeFormation                  grants the readers, and there are none; name them in readers",
      "  eventDataStore                 is for accounts that had one before 31 May 2026, when AWS closed CloudTrail Lake to others; leave it out, Athena asks the same events",
      "  eventDataStore.retentionDays   5000 is not a whole number of days; expected 7 to 3653",
    ],
  ],
];

test.each(WRONG)("refused before anything is registered: %s", async (_, args, lines) => {
  await start();
  let message = "";
  try {
    query(args);
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message.split("\n").slice(1)).toEqual(lines);
  expect(registered()).toBe(0);
});
