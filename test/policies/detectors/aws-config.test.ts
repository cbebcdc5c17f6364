import rows from "../../../policies/detectors/aws-config";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { other, ref, role, type Draft } from "../../resources";

const recorder = (values: object = {}, extra: object = {}): Draft =>
  other("aws:cfg/recorder:Recorder", "recorder", { roleArn: LINKED, ...values }, extra);
const status = (values: object = {}, extra: object = {}): Draft =>
  other("aws:cfg/recorderStatus:RecorderStatus", "status", { name: ref("recorder", "name"), ...values }, extra);
const channel = (values: object = {}): Draft =>
  other("aws:cfg/deliveryChannel:DeliveryChannel", "channel", { s3BucketName: "history", ...values });
const aggregator = (values: Record<string, unknown>): Draft =>
  other("aws:cfg/configurationAggregator:ConfigurationAggregator", "aggregator", values);
const group = (recordingGroup: unknown): Draft => recorder({ recordingGroup });

const LINKED = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
const excluding = (...resourceTypes: string[]) => ({
  allSupported: false,
  exclusionByResourceTypes: [{ resourceTypes }],
  recordingStrategies: [{ useOnly: "EXCLUSION_BY_RESOURCE_TYPES" }],
});
const absent: Cases["fail"] = {
  "asked for, and absent": [{ resources: [], settings: { required: true } }, "has no"],
};

const cases: Record<string, Cases> = {
  "config-recorder-on": {
    pass: {
      "started by name": [recorder(), status({ isEnabled: true })],
      "started by the name that the provider gives it": [recorder(), status({ name: "default", isEnabled: true })],
    },
    fail: {
      "left to the default: nothing starts it": [[recorder()], "nothing in the stack starts it"],
      "switched off": [[recorder(), status({ isEnabled: false })], "it is switched off"],
      "another name": [
        [recorder({ name: "main" }), status({ name: "mian", isEnabled: true })],
        "what starts a recorder names mian, which is none of the stack",
      ],
      "only the one of another region is started": [
        [recorder(), status({ name: "default", isEnabled: true, region: "us-east-1" })],
        "nothing in the stack starts it",
      ],
    },
    unknown: { "decided elsewhere": [[recorder(), status({ isEnabled: UNKNOWN })], "status.isEnabled"] },
  },
  "config-recorder-delivers": {
    pass: { "a channel": [recorder(), channel()] },
    fail: {
      "left to the default: no channel": [[recorder()], "no delivery channel"],
      "a channel of another region": [[recorder(), channel({ region: "us-east-1" })], "no delivery channel"],
    },
    unknown: "reads no value",
  },
  "config-recorder-all-types": {
    pass: {
      "left to the default": [recorder()],
      "all supported types": [group({ allSupported: true })],
      "all but the global ones, which another region records": [group(excluding("AWS::IAM::Role"))],
    },
    fail: {
      "a list of types": [
        [group({ allSupported: false, resourceTypes: ["AWS::EC2::Instance"] })],
        "nothing but AWS::EC2::Instance",
      ],
      "an empty list": [
        [group({ allSupported: false, recordingStrategies: [{ useOnly: "INCLUSION_BY_RESOURCE_TYPES" }] })],
        "no type at all",
      ],
      "switched off": [[group({ allSupported: false })], "not record all supported types"],
      "a type is left out": [[group(excluding("AWS::S3::Bucket"))], "leaves out AWS::S3::Bucket"],
    },
    unknown: { "decided elsewhere": [[group(UNKNOWN)], "recorder.recordingGroup"] },
  },
  "config-recorder-global-types": {
    pass: {
      "told to": [group({ allSupported: true, includeGlobalResourceTypes: true })],
      "listed one by one": [
        group({
          allSupported: false,
          resourceTypes: ["User", "Group", "Role", "Policy"].map((type) => `AWS::IAM::${type}`),
        }),
      ],
      "others are left out": [group(excluding("AWS::S3::Bucket"))],
      "one region of two": [
        group({ includeGlobalResourceTypes: true }),
        other("aws:cfg/recorder:Recorder", "west", { region: "us-west-2" }),
      ],
    },
    fail: {
      "left to the default": [[recorder()], "users, groups, roles and policies"],
      "left out": [[group(excluding("AWS::IAM::Role"))], "leaves out AWS::IAM::Role"],
      "not in the list": [[group({ resourceTypes: ["AWS::EC2::Instance"] })], "leaves out AWS::IAM::User"],
    },
    unknown: { "decided elsewhere": [[group(UNKNOWN)], "recorder.recordingGroup"] },
  },
  "config-recorder-role": {
    pass: {
      "the service-linked role": [recorder()],
      "made by the stack": [
        other("aws:iam/serviceLinkedRole:ServiceLinkedRole", "config", { arn: LINKED }),
        recorder({ roleArn: ref("config") }),
      ],
    },
    fail: {
      "a role of one's own, since nothing is left to the default": [
        [role("own"), recorder({ roleArn: ref("own") })],
        "own is not the service-linked role",
      ],
      "a role from elsewhere": [
        [recorder({ roleArn: "arn:aws:iam::111122223333:role/config" })],
        "arn:aws:iam::111122223333:role/config is not",
      ],
    },
    unknown: { "decided elsewhere": [[recorder({ roleArn: UNKNOWN })], "recorder.roleArn"] },
  },
  "config-aggregator-all-regions": {
    pass: {
      "of accounts": [aggregator({ accountAggregationSource: { accountIds: ["1"], allRegions: true } })],
      "of the organization": [aggregator({ organizationAggregationSource: { allRegions: true } })],
    },
    fail: {
      "a list": [[aggregator({ accountAggregationSource: { regions: ["eu-west-1"] } })], "takes in eu-west-1 only"],
      "left to the default": [[aggregator({ organizationAggregationSource: {} })], "no region only"],
    },
    unknown: {
      "decided elsewhere": [[aggregator({ accountAggregationSource: UNKNOWN })], "aggregator.accountAggregationSource"],
    },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, { ...cases[row.id], fail: { ...cases[row.id].fail, ...absent } });
