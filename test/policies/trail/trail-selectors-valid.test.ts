import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/trail/trail-selectors-valid";
import { judge } from "../../judge";
import { trail, type Draft } from "../../resources";

const basic = (...eventSelectors: object[]): Draft[] => [trail("audit", { eventSelectors })];
const objects = { dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] };
const advanced = (...fields: object[]): Draft[] => [
  trail("audit", { advancedEventSelectors: [{ fieldSelectors: fields }] }),
];
const category = (name: string) => ({ field: "eventCategory", equals: [name] });
const ofObjects = { field: "resources.type", equals: ["AWS::S3::Object"] };

judge(policy, {
  pass: {
    "basic, left to the default": basic({ includeManagementEvents: true }),
    "basic, all that it takes": basic({
      ...objects,
      readWriteType: "WriteOnly",
      excludeManagementEventSources: ["kms.amazonaws.com"],
    }),
    "advanced, management events": advanced(category("Management")),
    "advanced, data events": advanced(category("Data"), ofObjects, { field: "readOnly", equals: ["false"] }),
    "advanced, a type that nobody here knows": advanced(category("Data"), {
      ...{ field: "resources.type", equals: ["AWS::Bedrock::Model"] },
    }),
    "advanced, a field that nobody here knows": advanced(category("Management"), {
      field: "tlsDetails",
      equals: ["x"],
    }),
    "advanced, a category that nobody here knows": advanced(category("ActivityAuditLog")),
  },
  fail: {
    "a type that only advanced selectors take": [
      basic({ dataResources: [{ type: "AWS::SNS::Topic", values: ["arn:aws:sns"] }] }),
      "takes no data events of AWS::SNS::Topic",
    ],
    "a type that is misspelt": [basic({ dataResources: [{ type: "AWS::S3::Objects", values: [] }] }), "S3::Objects"],
    "half of the events by another name": [basic({ readWriteType: "Write" }), "there is no readWriteType Write"],
    "a service that cannot be left out": [
      basic({ excludeManagementEventSources: ["s3.amazonaws.com"] }),
      "cannot leave out s3.amazonaws.com",
    ],
    "both kinds": [
      [
        trail("audit", {
          eventSelectors: [objects],
          advancedEventSelectors: [{ fieldSelectors: [category("Management")] }],
        }),
      ],
      "selectors of both kinds",
    ],
    "a field in other letters": [
      advanced(category("Data"), { field: "resources.Type", equals: ["AWS::S3::Object"] }),
      "there is no field resources.Type; resources.type is near",
    ],
    "no category": [advanced({ field: "readOnly", equals: ["false"] }), "says no eventCategory"],
    "a category in other letters": [advanced(category("management")), "there is no eventCategory management"],
    "data events of anything": [advanced(category("Data")), "says no resources.type"],
    "a type in other letters": [
      advanced(category("Data"), { field: "resources.type", equals: ["AWS::S3::object"] }),
      "there is no resources.type AWS::S3::object",
    ],
    "yes and no in other words": [
      advanced(category("Management"), { field: "readOnly", equals: ["False"] }),
      "never False",
    ],
  },
  unknown: { "decided elsewhere": [[trail("audit", { eventSelectors: UNKNOWN })], "audit.eventSelectors"] },
  notApplicable: { "left to the default": [trail("audit")] },
});
