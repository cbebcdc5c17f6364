import { partial, supporting } from "../frameworks/controls";
import { Trail, type EventSelector, type FieldSelector } from "../kinds/cloudtrail";
import { isSlip } from "../nearest";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

const API = "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference";

/** What a basic selector takes; everything newer needs an advanced one. */
const BASIC_TYPES = ["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"];
const READ_WRITE_TYPES = ["All", "ReadOnly", "WriteOnly"];
const EXCLUDABLE = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];

const CATEGORIES = ["Management", "Data", "NetworkActivity"];
/** Those that are recorded most, and that no other one comes near to. */
const TYPES = [...BASIC_TYPES, "AWS::S3::AccessPoint", "AWS::SNS::Topic", "AWS::SQS::Queue"];
/** Not all fields there may be one day: only what is a slip of one of these is wrong. */
const FIELDS = [
  ...["eventCategory", "eventName", "eventSource", "eventType", "readOnly", "resources.type", "resources.ARN"],
  ...["errorCode", "sessionCredentialFromConsole", "userIdentity.arn", "vpcEndpointId"],
];

function faultOfBasic({ readWriteType, dataResources = [], excludeManagementEventSources = [] }: EventSelector) {
  const type = dataResources.map((each) => each.type).find((each) => !BASIC_TYPES.includes(each));
  if (type !== undefined) return `a basic selector takes no data events of ${type}`;
  if (readWriteType && !READ_WRITE_TYPES.includes(readWriteType)) return `there is no readWriteType ${readWriteType}`;
  const source = excludeManagementEventSources.find((each) => !EXCLUDABLE.includes(each));
  return source && `a basic selector cannot leave out ${source}`;
}

function faultOfAdvanced(fields: readonly FieldSelector[]): string | undefined {
  const slip = fields.flatMap(({ field }) => (FIELDS.includes(field) ? [] : field)).find(slipOfField);
  if (slip !== undefined) return `there is no field ${slip}; ${slipOfField(slip)} is near`;
  const [category] = fields.flatMap(({ field, equals = [] }) => (field === "eventCategory" ? equals : []));
  if (category === undefined) return "an advanced selector says no eventCategory";
  if (!CATEGORIES.includes(category) && CATEGORIES.some((each) => isSlip(category, each)))
    return `there is no eventCategory ${category}`;
  const types = fields.flatMap(({ field, equals = [] }) => (field === "resources.type" ? equals : []));
  const type = types.find((each) => !TYPES.includes(each) && TYPES.some((known) => isSlip(each, known)));
  if (type !== undefined) return `there is no resources.type ${type}`;
  if (category === "Data" && types.length === 0) return "an advanced selector of data events says no resources.type";
  const half = fields.flatMap(({ field, equals = [] }) => (field === "readOnly" ? equals : []));
  const wrong = half.find((each) => each !== "true" && each !== "false");
  return wrong && `readOnly is true or false, and never ${wrong}`;
}

const slipOfField = (field: string): string | undefined => FIELDS.find((known) => isSlip(field, known));

export default policy({
  id: "trail-selectors-valid",
  title: "Trails have selectors that CloudTrail takes",
  severity: "high",
  description:
    "CloudTrail refuses selectors with a type, field or value that it does not know, and does so only when the stack is deployed: the trail is there without them, or not at all.",
  remediation:
    "Write `eventSelectors` or `advancedEventSelectors`, not both; give each advanced one an `eventCategory`, and that of data events a `resources.type`.",
  controls: [partial("nist-800-53-r5/AU-12"), supporting("pci-dss-4.0.1/10.2.1")],
  pages: [`${API}/API_DataResource.html`, `${API}/API_AdvancedFieldSelector.html`, `${API}/API_EventSelector.html`],
  about: Trail,
  scope: "resource",
  check(trail) {
    const { eventSelectors: basic = [], advancedEventSelectors: advanced = [] } = trail.props;
    if (basic.length + advanced.length === 0) return notApplicable("it has no selectors of its own");
    const seen = evidence(trail, advanced.length > 0 ? "advancedEventSelectors" : "eventSelectors");
    if (basic.length > 0 && advanced.length > 0) return fail("it has selectors of both kinds", seen);
    for (const each of basic) {
      const fault = faultOfBasic(each);
      if (fault) return fail(fault, seen);
    }
    for (const { fieldSelectors } of advanced) {
      const fault = faultOfAdvanced(fieldSelectors);
      if (fault) return fail(fault, seen);
    }
    return pass(seen);
  },
});
