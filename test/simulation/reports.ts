import type { AccessReport } from "../../report/access/report";
import type { SimulationReport } from "../../report/simulation/report";
import type { AlarmCourse } from "../../simulation/alarms";
import type { Hits } from "../../simulation/counts";
import { AccessLog, inTime } from "../../simulation/access/access";
import { notesOn } from "../../simulation/access/notes";
import { wanted } from "../../simulation/access/wanted";
import type { CloudTrailRecord } from "../../simulation/record";

/** What somebody may call a resource or a program. */
export const HOSTILE = `<script>document.title="owned"</script>`;

const tool = { name: "trailwatch", version: "0" };
const at = (time: string): number => Date.parse(`2024-08-01T${time}Z`);

const alarm: AlarmCourse = {
  name: "root-alarm",
  kind: "alarm",
  transitions: [
    { at: at("13:03:00") / 1000, from: "OK", to: "ALARM" },
    { at: at("13:19:00") / 1000, from: "ALARM", to: "OK" },
  ],
  told: [{ protocol: "email", endpoint: "ops@example.com", topic: "pager" }],
  untold: [],
};
const none: Hits = { count: 0, failed: 0, minutes: new Map() };
const first = {
  eventTime: "2024-08-01T13:02:10Z",
  eventID: "e-1",
  eventName: "CreateUser",
  eventSource: "iam.amazonaws.com",
  who: HOSTILE,
  from: "198.51.100.7",
};
const minute = (time: string): number => Math.floor(at(time) / 60_000);

export const simulationReport: SimulationReport = {
  version: 1,
  tool,
  simulatedAt: "2026-01-01T00:00:00Z",
  command: "trailwatch simulate --events logs",
  stack: { project: "shop", stack: "prod", origin: "state", path: "state.json", assumptions: [] },
  simulation: {
    logs: {
      ...{ files: 2, records: 900, outside: 3, undated: 1, first: at("13:02:10"), last: at("15:00:00") },
      minutes: new Set([minute("13:02:10")]),
      malformed: { count: 1, places: [{ file: `logs/${HOSTILE}.json`, line: 3, column: 1, why: "no JSON" }] },
    },
    detections: [
      {
        ...{ kind: "metric filter", name: "root-usage", pattern: `{ $.userIdentity.type = "Root" }`, alarms: [alarm] },
        hits: {
          ...{ count: 2, failed: 0, first, last: { ...first, errorCode: "AccessDenied" } },
          ...{ firstAt: at("13:02:10"), lastAt: at("13:09:00") },
          minutes: new Map(["13:02:10", "13:09:00"].map((time) => [minute(time), 1])),
        },
        metric: "TrailWatch/RootUsage",
      },
      { kind: "metric filter", name: "quiet", pattern: "{ $.a = b }", hits: none, alarms: [] },
      {
        kind: "metric filter",
        name: HOSTILE,
        pattern: "x",
        hits: none,
        alarms: [],
        blind: "the log group is never written to",
      },
    ],
    alarms: [alarm],
    unwatched: [{ eventSource: "cloudtrail.amazonaws.com", eventName: "PutEventSelectors", count: 7 }],
  },
};

const call = (service: string, eventName: string, more: object): CloudTrailRecord => ({
  ...{ eventTime: "2024-05-01T12:00:00Z", eventSource: `${service}.amazonaws.com`, eventName, userAgent: HOSTILE },
  ...{ awsRegion: "eu-central-1", recipientAccountId: "111122223333", sourceIPAddress: "198.51.100.7" },
  userIdentity: {
    type: "AssumedRole",
    accountId: "111122223333",
    arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Clinician_0123456789abcdef/eva@example.com",
  },
  ...more,
});

const log = new AccessLog({ resources: [wanted("patients")], window: {} });
log.begin("logs/a.json");
log.parsed(call("s3", "GetBucketAcl", { requestParameters: { bucketName: "patients" } }));
log.parsed(
  call("kms", "Decrypt", {
    errorCode: "AccessDenied",
    requestParameters: { encryptionContext: { "aws:s3:arn": "arn:aws:s3:::patients" } },
  }),
);

export const accessReport: AccessReport = {
  version: 1,
  tool,
  reportedAt: "2026-01-01T00:00:00Z",
  command: "trailwatch access",
  asked: { resources: ["patients"], around: "2024-05-01T12:00Z ± 15m" },
  logs: { files: 1, records: 2, unread: log.unread },
  coverage: log.coverage,
  notes: notesOn(log.coverage),
  accesses: inTime(log.accesses),
};
