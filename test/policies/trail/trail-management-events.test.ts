import policy from "../../../policies/trail/trail-management-events";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { bucket, ref, trail } from "../../resources";

const field = (name: string, operators: object) => ({ field: name, ...operators });
const management = (...fields: object[]) => ({
  fieldSelectors: [field("eventCategory", { equals: ["Management"] }), ...fields],
});
const objectWrites = {
  fieldSelectors: [
    field("eventCategory", { equals: ["Data"] }),
    field("resources.type", { equals: ["AWS::S3::Object"] }),
    field("readOnly", { equals: ["false"] }),
  ],
};
const basic = (...eventSelectors: object[]) => [trail("audit", { eventSelectors })];
const advanced = (...advancedEventSelectors: unknown[]) => [trail("audit", { advancedEventSelectors })];

judge(policy, {
  pass: {
    "left to the default": [trail("audit")],
    "empty lists, as a state shows them": [trail("audit", { eventSelectors: [], advancedEventSelectors: [] })],
    "basic, left to the default": basic({
      dataResources: [{ type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] }],
    }),
    "basic, all": basic({ readWriteType: "All", includeManagementEvents: true, excludeManagementEventSources: [] }),
    "basic, reads and writes in two selectors": basic({ readWriteType: "ReadOnly" }, { readWriteType: "WriteOnly" }),
    "basic, an exclusion that another selector makes good": basic(
      { excludeManagementEventSources: ["kms.amazonaws.com"] },
      { readWriteType: "All" },
    ),
    "advanced, a Management entry alone": advanced(management()),
    "advanced, beside data events": advanced(objectWrites, management()),
    "advanced, reads and writes in two entries": advanced(
      management(field("readOnly", { equals: ["true"] })),
      management(field("readOnly", { equals: ["false"] })),
    ),
    "advanced, data events of a bucket that is not made yet": [
      bucket("uploads"),
      trail("audit", {
        advancedEventSelectors: [
          {
            fieldSelectors: [
              field("eventCategory", { equals: ["Data"] }),
              field("resources.ARN", { startsWiths: [ref("uploads")] }),
            ],
          },
          management(),
        ],
      }),
    ],
    "one trail of two is enough": [
      trail("audit"),
      ...advanced(objectWrites).map((each) => ({ ...each, name: "data" })),
    ],
  },
  fail: {
    "basic, without management events": [
      basic({ includeManagementEvents: false }),
      "its selectors let no management event through",
    ],
    "basic, writes only": [basic({ readWriteType: "WriteOnly" }), "read events are not recorded"],
    "basic, reads only": [basic({ readWriteType: "ReadOnly" }), "write events are not recorded"],
    "basic, without KMS": [
      basic({ excludeManagementEventSources: ["kms.amazonaws.com"] }),
      "of kms.amazonaws.com are left out",
    ],
    "basic, without KMS and the RDS Data API": [
      basic({ excludeManagementEventSources: ["kms.amazonaws.com", "rdsdata.amazonaws.com"] }),
      "of kms.amazonaws.com, rdsdata.amazonaws.com are left out",
    ],
    "advanced, data events alone": [advanced(objectWrites), "its selectors let no management event through"],
    "advanced, writes only": [
      advanced(management(field("readOnly", { equals: ["false"] }))),
      "read events are not recorded",
    ],
    "advanced, without the RDS Data API": [
      advanced(management(field("eventSource", { notEquals: ["rdsdata.amazonaws.com"] }))),
      "of rdsdata.amazonaws.com are left out",
    ],
    "advanced, without KMS among the writes": [
      advanced(
        management(field("readOnly", { equals: ["true"] })),
        management(
          field("readOnly", { equals: ["false"] }),
          field("eventSource", { notEquals: ["kms.amazonaws.com"] }),
        ),
      ),
      "of kms.amazonaws.com are left out",
    ],
    "advanced, picked by a field": [
      advanced(
        management(field("userIdentity.arn", { notStartsWiths: ["arn:aws:sts::111122223333:assumed-role/ci"] })),
      ),
      "read events are picked by userIdentity.arn",
    ],
    "advanced, one source instead of all": [
      advanced(management(field("eventSource", { equals: ["iam.amazonaws.com"] }))),
      "picked by eventSource",
    ],
  },
  unknown: {
    "basic, decided elsewhere": [basic({ readWriteType: UNKNOWN }), "audit.eventSelectors[0].readWriteType"],
    "the whole list is decided elsewhere": [
      [trail("audit", { advancedEventSelectors: UNKNOWN })],
      "audit.advancedEventSelectors",
    ],
    "advanced, the exclusions are decided elsewhere": [
      advanced(management(field("eventSource", { notEquals: UNKNOWN }))),
      "notEquals",
    ],
  },
});
