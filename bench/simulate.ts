import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { countLogs } from "../simulation/count-logs";
import { countInJobs } from "../simulation/jobs/count-in-jobs";
import { watchOf, type Watch } from "../simulation/watch";
import { ALL_DETECTIONS, patternOf } from "../components/detections";
import { paired, type Pair } from "./measure";

const PER_FILE = 5_000;

/** Calls by how often accounts make them: service, name, whether it reads. */
const CALLS: [weight: number, service: string, name: string, readOnly: boolean][] = [
  [200, "sts", "AssumeRole", true],
  [150, "ec2", "DescribeInstances", true],
  [120, "s3", "GetBucketAcl", true],
  [90, "kms", "Decrypt", true],
  [80, "logs", "DescribeLogStreams", true],
  [70, "iam", "ListRoles", true],
  [60, "lambda", "ListFunctions20150331", true],
  [50, "secretsmanager", "GetSecretValue", true],
  [40, "ec2", "RunInstances", false],
  [40, "dynamodb", "UpdateTable", false],
  [30, "logs", "CreateLogStream", false],
  [20, "ec2", "AuthorizeSecurityGroupIngress", false],
  [15, "iam", "AttachRolePolicy", false],
  [15, "signin", "ConsoleLogin", false],
  [10, "s3", "PutBucketPolicy", false],
  [5, "ec2", "CreateRoute", false],
  [3, "cloudtrail", "StopLogging", false],
  [2, "kms", "ScheduleKeyDeletion", false],
];
const DECK = CALLS.flatMap((call) => Array.from({ length: call[0] }, () => call));

function record(i: number, random: () => number): object {
  const [, service, eventName, readOnly] = DECK[Math.floor(random() * DECK.length)];
  const hex = (length: number): string => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
  const root = random() < 0.002;
  const denied = random() < 0.03;
  const user = `user-${Math.floor(random() * 500)}`;
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: root ? "Root" : random() < 0.7 ? "AssumedRole" : "IAMUser",
      principalId: `AROA${hex(16).toUpperCase()}:${user}`,
      arn: `arn:aws:sts::111122223333:assumed-role/service-${Math.floor(random() * 40)}/${user}`,
      accountId: "111122223333",
      accessKeyId: `ASIA${hex(16).toUpperCase()}`,
      sessionContext: {
        sessionIssuer: { type: "Role", principalId: `AROA${hex(16)}`, arn: "arn:aws:iam::111122223333:role/service" },
        attributes: { creationDate: "2026-03-01T08:00:00Z", mfaAuthenticated: "false" },
      },
    },
    eventTime: new Date(Date.UTC(2026, 2, 1) + i * 700).toISOString().replace(/\.\d+Z/, "Z"),
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: "eu-central-1",
    sourceIPAddress: `198.51.100.${Math.floor(random() * 255)}`,
    userAgent:
      "Boto3/1.34.51 md/Botocore#1.34.51 ua/2.0 os/linux#6.1 md/arch#x86_64 lang/python#3.12.1 cfg/retry-mode#legacy",
    ...(denied
      ? { errorCode: "AccessDenied", errorMessage: `User: ${user} is not authorized to perform this "action"` }
      : {}),
    requestParameters: {
      resource: `arn:aws:${service}:eu-central-1:111122223333:thing/${hex(24)}`,
      filterSet: { items: [{ name: "instance-state-name", valueSet: { items: [{ value: "running" }] } }] },
      document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Resource":"*"}]}',
    },
    responseElements: readOnly ? null : { requestId: hex(32), result: { id: hex(20), state: "available" } },
    requestID: `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    eventID: `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    readOnly,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "111122223333",
    eventCategory: "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: `${service}.eu-central-1.amazonaws.com`,
    },
  };
}

/** Writes CloudTrail files as CloudTrail does: gzip, one line. They are kept. */
export function eventFiles(records: number, folder: string): string[] {
  let seed = 1;
  const random = (): number => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: records / PER_FILE }, (_, file) => {
    const path = join(folder, `${records}-${String(file).padStart(4, "0")}.json.gz`);
    if (!existsSync(path)) {
      seed = file + 1;
      const Records = Array.from({ length: PER_FILE }, (_, i) => record(file * PER_FILE + i, random));
      writeFileSync(path, gzipSync(JSON.stringify({ Records })));
    }
    return path;
  });
}

const OWN = { logGroupName: "audit", prefix: "audit" };

export const detections = (): { watch: Watch }[] =>
  ALL_DETECTIONS.map((row) => ({ watch: watchOf(patternOf(row, OWN)) }));

const elapsed = async (work: () => unknown): Promise<number> => {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
};

function unpackAndParse(files: readonly string[]): void {
  for (const file of files) JSON.parse(gunzipSync(readFileSync(file)).toString());
}

/** Time of all detections over the files, against unpacking and parsing them and nothing else, both in this thread. */
export function againstParsing(files: readonly string[], runs: number): Promise<Pair> {
  const watches = detections();
  return paired(
    runs,
    () => elapsed(() => countLogs(files, watches)),
    () => elapsed(() => unpackAndParse(files)),
  );
}

export interface Threads extends Pair {
  /** How many cores one thread keeps busy, and how many two do: V8 collects garbage and compiles in threads of its own. */
  cores: { one: number; two: number };
}

/** Time of one thread over the files, against that of two. */
export async function againstOneThread(files: readonly string[], runs: number, worker: string): Promise<Threads> {
  const watches = detections();
  const cores = { one: 0, two: 0 };
  const busy = async (threads: keyof typeof cores, work: () => unknown): Promise<number> => {
    const start = process.cpuUsage();
    const time = await elapsed(work);
    const { user, system } = process.cpuUsage(start);
    cores[threads] = (user + system) / 1000 / time;
    return time;
  };
  const pair = await paired(
    runs,
    () => busy("one", () => countLogs(files, watches)),
    () => busy("two", () => countInJobs(files, watches, {}, 2, worker)),
  );
  return { ...pair, cores };
}
