import type { TrailTableName } from "./trail-tables";

/** Where the records are that an auditor asks about. */
export interface Records {
  /** Buckets whose objects are records. @default every bucket with recorded data events */
  readonly bucketNames?: readonly string[];
  /** DynamoDB tables whose items are records. @default every table with recorded data events */
  readonly tableNames?: readonly string[];
}

interface Question {
  readonly id: string;
  readonly title: string;
  readonly table: TrailTableName;
  readonly sql: string | ((records: Records) => string);
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (texts: readonly string[]): string => texts.map(literal).join(", ");
const lines = (...text: string[]): string => text.join("\n");

/** Only partitions of these days are read, which is what a query costs. */
const lastDays = (days: number): string => `day >= date_format(current_date - interval '${days}' day, '%Y/%m/%d')`;

const WHO = "coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS who";
const CALL = `eventtime, ${WHO}, sourceipaddress, awsregion, eventsource, eventname, errorcode`;

const recent = (days: number, ...where: string[]): string =>
  lines(
    `SELECT ${CALL}, requestparameters, eventid`,
    "FROM cloudtrail_logs",
    `WHERE ${lastDays(days)}`,
    ...where.map((each) => `  AND ${each}`),
    "ORDER BY eventtime DESC;",
  );

const named = (names: string): string => `eventname IN (${list(names.split(" "))})`;

function recordsTouched({ bucketNames, tableNames }: Records): string {
  const within = (field: string, names: readonly string[] | undefined) =>
    names === undefined ? "" : ` AND json_extract_scalar(requestparameters, '$.${field}') IN (${list(names)})`;
  return lines(
    "SELECT eventtime, " + WHO + ", sourceipaddress, eventname, errorcode,",
    "  json_extract_scalar(requestparameters, '$.bucketName') AS bucket,",
    "  json_extract_scalar(requestparameters, '$.key') AS object,",
    "  json_extract_scalar(requestparameters, '$.tableName') AS table_name, eventid",
    "FROM cloudtrail_logs",
    `WHERE ${lastDays(30)}`,
    "  AND eventcategory = 'Data'",
    `  AND ((eventsource = 's3.amazonaws.com'${within("bucketName", bucketNames)})`,
    `    OR (eventsource = 'dynamodb.amazonaws.com'${within("tableName", tableNames)}))`,
    "ORDER BY eventtime DESC;",
  );
}

/** What is asked first. Each reads a few days only; who needs more changes the number. */
export const QUESTIONS: readonly Question[] = [
  {
    id: "records-touched",
    title: "Who read, changed or deleted records in the last 30 days (needs data events)",
    table: "cloudtrail_logs",
    sql: recordsTouched,
  },
  {
    id: "root-use",
    title: "What the root user did in the last 90 days",
    table: "cloudtrail_logs",
    sql: recent(90, "useridentity.type = 'Root'", "useridentity.invokedby IS NULL", "eventtype <> 'AwsServiceEvent'"),
  },
  {
    id: "denied-calls",
    title: "Who was refused what in the last 7 days, most often first",
    table: "cloudtrail_logs",
    sql: lines(
      `SELECT ${WHO}, eventsource, eventname, errorcode, count(*) AS times, min(eventtime) AS first, max(eventtime) AS last`,
      "FROM cloudtrail_logs",
      `WHERE ${lastDays(7)}`,
      "  AND (errorcode LIKE '%UnauthorizedOperation' OR errorcode LIKE 'AccessDenied%')",
      "GROUP BY 1, 2, 3, 4",
      "ORDER BY times DESC;",
    ),
  },
  {
    id: "sign-ins-without-mfa",
    title: "Console sign-ins without MFA in the last 30 days",
    table: "cloudtrail_logs",
    sql: recent(30, "eventname = 'ConsoleLogin'", `json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No'`),
  },
  {
    id: "new-credentials",
    title: "Credentials and ways in that were made in the last 30 days",
    table: "cloudtrail_logs",
    sql: recent(
      30,
      named(
        "CreateUser CreateAccessKey CreateLoginProfile UpdateLoginProfile CreateRole UpdateAssumeRolePolicy CreateSAMLProvider CreateOpenIDConnectProvider",
      ),
    ),
  },
  {
    id: "rights-raised",
    title: "Policies that were attached or rewritten in the last 30 days",
    table: "cloudtrail_logs",
    sql: recent(
      30,
      named(
        "AttachUserPolicy AttachRolePolicy AttachGroupPolicy PutUserPolicy PutRolePolicy PutGroupPolicy CreatePolicyVersion SetDefaultPolicyVersion AddUserToGroup",
      ),
    ),
  },
  {
    id: "auditing-weakened",
    title: "What was done to trails, log groups, alarms and detectors in the last 90 days",
    table: "cloudtrail_logs",
    sql: recent(
      90,
      named(
        "StopLogging DeleteTrail UpdateTrail PutEventSelectors PutInsightSelectors DeleteLogGroup PutRetentionPolicy DeleteMetricFilter DeleteAlarms DisableAlarmActions DeleteFlowLogs StopConfigurationRecorder DeleteConfigurationRecorder DeleteDetector DisableSecurityHub DeleteAnalyzer ScheduleKeyDeletion DisableKey",
      ),
    ),
  },
  {
    id: "opened-to-outside",
    title: "Buckets, snapshots, images and security groups that were opened in the last 30 days",
    table: "cloudtrail_logs",
    sql: recent(
      30,
      named(
        "PutBucketPolicy PutBucketAcl DeleteBucketPublicAccessBlock DeleteAccountPublicAccessBlock ModifySnapshotAttribute ModifyImageAttribute ModifyDBSnapshotAttribute AuthorizeSecurityGroupIngress",
      ),
    ),
  },
  {
    id: "callers-from-other-accounts",
    title: "Roles that identities of other accounts took on in the last 30 days",
    table: "cloudtrail_logs",
    sql: recent(30, "eventname = 'AssumeRole'", "useridentity.accountid <> recipientaccountid"),
  },
  {
    id: "new-addresses",
    title: "Addresses of the last day that no call of the 30 days before came from",
    table: "cloudtrail_logs",
    sql: lines(
      `SELECT sourceipaddress, count(*) AS calls, min(eventtime) AS first, arbitrary(useridentity.arn) AS one_caller`,
      "FROM cloudtrail_logs",
      `WHERE ${lastDays(31)}`,
      "GROUP BY sourceipaddress",
      "HAVING min(day) >= date_format(current_date - interval '1' day, '%Y/%m/%d')",
      "ORDER BY calls DESC;",
    ),
  },
  {
    id: "regions-in-use",
    title: "Calls per region in the last 7 days: the region that nobody uses is where to hide",
    table: "cloudtrail_logs",
    sql: lines(
      "SELECT account, region, count(*) AS calls, count_if(readonly = 'false') AS writes",
      "FROM cloudtrail_logs",
      `WHERE ${lastDays(7)}`,
      "GROUP BY account, region",
      "ORDER BY calls;",
    ),
  },
  {
    id: "unusual-activity",
    title: "Insights of the last 30 days: rates of calls and errors unlike those before",
    table: "cloudtrail_insights",
    sql: lines(
      "SELECT eventtime, account, region, insightdetails.insighttype AS kind, insightdetails.eventsource AS service,",
      "  insightdetails.eventname AS call, insightdetails.errorcode AS error,",
      "  insightdetails.insightcontext.statistics.baseline.average AS usual_per_minute,",
      "  insightdetails.insightcontext.statistics.insight.average AS now_per_minute",
      "FROM cloudtrail_insights",
      `WHERE ${lastDays(30)}`,
      "  AND insightdetails.state = 'Start'",
      "ORDER BY eventtime DESC;",
    ),
  },
  {
    id: "signatures-missing",
    title: "Days of the last 30 on which a region has fewer than 24 signatures, one an hour",
    table: "cloudtrail_digests",
    sql: lines(
      `SELECT account, region, day, count(DISTINCT "$path") AS signatures`,
      "FROM cloudtrail_digests",
      `WHERE ${lastDays(30)}`,
      "  AND day < date_format(current_date, '%Y/%m/%d')",
      "GROUP BY account, region, day",
      `HAVING count(DISTINCT "$path") < 24`,
      "ORDER BY day DESC;",
    ),
  },
];

const between = (condition: string): string =>
  lines(
    `SELECT ${CALL}, requestparameters, eventid`,
    "FROM cloudtrail_logs",
    "WHERE day BETWEEN ? AND ?",
    `  AND ${condition}`,
    "ORDER BY eventtime",
  );

/** What is asked in an incident, with what is not known before: `EXECUTE calls_around USING '2026/01/31', …`. */
export const STATEMENTS: readonly { readonly id: string; readonly title: string; readonly sql: string }[] = [
  {
    id: "calls_around",
    title:
      "Calls around an incident: first day, last day (2026/01/31), first moment, last moment (2026-01-31T12:00:00Z)",
    sql: between("eventtime BETWEEN ? AND ?"),
  },
  {
    id: "calls_of_identity",
    title: "Calls of an identity: first day, last day, its ARN",
    sql: between("useridentity.arn = ?"),
  },
  {
    id: "calls_of_access_key",
    title: "Calls with an access key: first day, last day, id of the key",
    sql: between("useridentity.accesskeyid = ?"),
  },
  {
    id: "calls_from_address",
    title: "Calls from an address: first day, last day, the address",
    sql: between("sourceipaddress = ?"),
  },
  {
    id: "touches_of_record",
    title: "Who touched one record: first day, last day, part of its key",
    sql: between("eventcategory = 'Data' AND requestparameters LIKE concat('%', ?, '%')"),
  },
];
