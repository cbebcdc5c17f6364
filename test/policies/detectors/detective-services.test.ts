import rows from "../../../policies/detectors/detective-services";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { other, ref, type Draft } from "../../resources";

const detector = (values: object = {}): Draft => other("aws:guardduty/detector:Detector", "detector", { ...values });
const feature = (status: unknown): Draft =>
  other("aws:guardduty/detectorFeature:DetectorFeature", "feature", {
    detectorId: ref("detector", "id"),
    name: "S3_DATA_EVENTS",
    status,
  });
const members = (values: object): Draft =>
  other("aws:guardduty/organizationConfiguration:OrganizationConfiguration", "members", { ...values });
const hub = (values: object = {}): Draft => other("aws:securityhub/account:Account", "hub", { ...values });
const standard = other("aws:securityhub/standardsSubscription:StandardsSubscription", "cis", {
  standardsArn: "arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
});
const analyzer = (name: string, values: object = {}): Draft =>
  other("aws:accessanalyzer/analyzer:Analyzer", name, { analyzerName: name, ...values });
const scans = (resourceTypes: unknown, name = "inspector"): Draft =>
  other("aws:inspector2/enabler:Enabler", name, { accountIds: ["111122223333"], resourceTypes });
const macie = (values: object = {}): Draft => other("aws:macie2/account:Account", "macie", { ...values });

const absent: Cases["fail"] = {
  "asked for, and absent": [{ resources: [], settings: { required: true } }, "has no"],
};

const cases: Record<string, Cases> = {
  "guardduty-detector-on": {
    pass: { "left to the default": [detector()], "switched on": [detector({ enable: true })] },
    fail: { suspended: [[detector({ enable: false })], "it is suspended"] },
    unknown: { "decided elsewhere": [[detector({ enable: UNKNOWN })], "detector.enable"] },
  },
  "guardduty-protection-plans": {
    pass: { "left to the default": [detector()], "a feature is on": [detector(), feature("ENABLED")] },
    fail: {
      "a feature is off": [[detector(), feature("DISABLED")], "S3_DATA_EVENTS is switched off"],
      "the older form: buckets": [[detector({ datasources: { s3Logs: { enable: false } } })], "object access in S3"],
      "the older form: clusters": [
        [detector({ datasources: { kubernetes: { auditLogs: { enable: false } } } })],
        "audit logs of clusters",
      ],
      "the older form: disks": [
        [
          detector({
            datasources: { malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: { enable: false } } } },
          }),
        ],
        "disks of suspicious instances",
      ],
    },
    unknown: { "decided elsewhere": [[detector(), feature(UNKNOWN)], "feature.status"] },
  },
  "guardduty-organization-members": {
    pass: {
      "all members": [members({ autoEnableOrganizationMembers: "ALL" })],
      "new members": [members({ autoEnableOrganizationMembers: "NEW" })],
      "the older form": [members({ autoEnable: true })],
    },
    fail: {
      none: [[members({ autoEnableOrganizationMembers: "NONE" })], "left alone"],
      "left to the default": [[members({})], "left alone"],
    },
    unknown: {
      "decided elsewhere": [[members({ autoEnableOrganizationMembers: UNKNOWN })], "autoEnableOrganizationMembers"],
    },
  },
  "securityhub-standards": {
    pass: {
      "left to the default": [hub()],
      "a standard of the stack's choice": [hub({ enableDefaultStandards: false }), standard],
    },
    fail: { "no standard": [[hub({ enableDefaultStandards: false })], "subscribes to no standard"] },
    unknown: { "decided elsewhere": [[hub({ enableDefaultStandards: UNKNOWN })], "hub.enableDefaultStandards"] },
  },
  "access-analyzer-external-access": {
    pass: {
      "left to the default": [analyzer("outside")],
      "of the organization": [analyzer("outside", { type: "ORGANIZATION" })],
      "beside one of unused access": [analyzer("outside"), analyzer("unused", { type: "ACCOUNT_UNUSED_ACCESS" })],
    },
    fail: { "unused access only": [[analyzer("unused", { type: "ACCOUNT_UNUSED_ACCESS" })], "ACCOUNT_UNUSED_ACCESS"] },
    unknown: { "decided elsewhere": [[analyzer("outside", { type: UNKNOWN })], "outside.type"] },
  },
  "inspector-scans": {
    pass: {
      "all of them, since nothing is left to the default": [scans(["EC2", "ECR", "LAMBDA"])],
      "in two enablers": [scans(["EC2", "ECR"]), scans(["LAMBDA", "LAMBDA_CODE"], "functions")],
    },
    fail: { "instances only": [[scans(["EC2"])], "ECR, LAMBDA are not scanned"] },
    unknown: { "decided elsewhere": [[scans(UNKNOWN)], "inspector.resourceTypes"] },
  },
  "macie-on": {
    pass: { "left to the default": [macie()], "switched on": [macie({ status: "ENABLED" })] },
    fail: { paused: [[macie({ status: "PAUSED" })], "it is paused"] },
    unknown: { "decided elsewhere": [[macie({ status: UNKNOWN })], "macie.status"] },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, { ...cases[row.id], fail: { ...cases[row.id].fail, ...absent } });
