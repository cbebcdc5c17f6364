import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { ConfigAggregator, ConfigDeliveryChannel, ConfigRecorder, ConfigRecorderStatus } from "../kinds/config";
import type { ConfigRecorderProps } from "../kinds/config";
import { Role } from "../kinds/iam";
import { detector } from "./detector";

const CONFIG = "https://docs.aws.amazon.com/config/latest";

/** Global types that AWS Config records only where it is told to, and not at all in newer regions. */
const GLOBAL_TYPES = ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"];

/** AWS takes one recorder and one channel a region, so that whatever stands in the region of the recorder is its own. */
const besideIt = <P>(recorder: Resource<unknown>, kind: Kind<P>, graph: Graph): readonly Resource<P>[] =>
  graph.all(kind).filter((each) => graph.place(each) === graph.place(recorder));

/** What a recorder leaves out, and what alone it records. Without a group AWS records all types but the global ones. */
function recorded({ props }: Resource<ConfigRecorderProps>) {
  const group = props.recordingGroup ?? {};
  const excluded = (group.exclusionByResourceTypes ?? []).flatMap(({ resourceTypes }) => resourceTypes ?? []);
  const only = group.resourceTypes ?? [];
  const strategy = group.recordingStrategies?.[0]?.useOnly;
  return {
    excluded,
    only: strategy === "INCLUSION_BY_RESOURCE_TYPES" || only.length > 0 ? only : undefined,
    // A list of exclusions stands beside `allSupported: false`, and takes in the global types that it does not name.
    all: excluded.length > 0 || strategy === "EXCLUSION_BY_RESOURCE_TYPES" || group.allSupported !== false,
    globals: excluded.length > 0 || group.includeGlobalResourceTypes === true,
  };
}

/** AWS Config: what the account looks like, and since when. */
export default [
  detector({
    id: "config-recorder-on",
    title: "Configuration recorders record",
    severity: "medium",
    description: "A recorder that nobody started exists and writes nothing down; creating one does not start it.",
    remediation: "Add a `RecorderStatus` with `isEnabled: true` beside the recorder, after its delivery channel.",
    controls: [
      partial("aws-security-hub/Config.1"),
      partial("nist-800-53-r5/CM-6(1)"),
      supporting("nist-800-53-r5/CM-3"),
      supporting("soc2-2017/CC7.1"),
      supporting("iso-27001-2022/A.8.9"),
    ],
    pages: [`${CONFIG}/developerguide/stop-start-recorder.html`],
    about: ConfigRecorder,
    property: "name",
    fault(recorder, graph) {
      const statuses = besideIt(recorder, ConfigRecorderStatus, graph);
      if (statuses.length === 0) return "nothing in the stack starts it";
      const [other] = statuses.flatMap((status) => graph.follow(status, "name", ConfigRecorder).elsewhere);
      // What a recorder without a name is called, by the provider or by Pulumi, its status may know better.
      if (other !== undefined && other !== "default")
        return `what starts a recorder names ${other}, which is none of the stack`;
      return statuses.some(({ props }) => props.isEnabled === true) ? undefined : "it is switched off";
    },
  }),
  detector({
    id: "config-recorder-delivers",
    title: "Configuration recorders have a delivery channel",
    severity: "medium",
    description: "Without a delivery channel AWS Config does not start a recorder, and no history reaches a bucket.",
    remediation: "Add a `DeliveryChannel` with `s3BucketName` in the region of the recorder.",
    controls: [
      partial("aws-security-hub/Config.1"),
      supporting("nist-800-53-r5/CM-6(1)"),
      supporting("iso-27001-2022/A.8.9"),
    ],
    pages: [`${CONFIG}/developerguide/manage-delivery-channel.html`],
    about: ConfigRecorder,
    property: "name",
    fault: (recorder, graph) =>
      besideIt(recorder, ConfigDeliveryChannel, graph).length > 0
        ? undefined
        : "no delivery channel stands in its region",
  }),
  detector({
    id: "config-recorder-all-types",
    title: "Configuration recorders record every type of resource",
    severity: "low",
    description: "What is not recorded has no history, and no rule of AWS Config judges it.",
    remediation: "Leave `recordingGroup.allSupported` on, without `resourceTypes` and `exclusionByResourceTypes`.",
    controls: [
      partial("aws-security-hub/Config.1"),
      partial("nist-800-53-r5/CM-6(1)"),
      supporting("iso-27001-2022/A.8.9"),
    ],
    pages: [`${CONFIG}/developerguide/select-resources.html`],
    about: ConfigRecorder,
    property: "recordingGroup",
    fault(recorder) {
      const { only, excluded, all } = recorded(recorder);
      if (only) return only.length > 0 ? `it records nothing but ${only.join(", ")}` : "it records no type at all";
      // IAM types may be left to the recorder of one region, which the next policy looks for.
      const others = excluded.filter((type) => !GLOBAL_TYPES.includes(type));
      if (others.length > 0) return `it leaves out ${others.join(", ")}`;
      return all ? undefined : "it does not record all supported types";
    },
  }),
  detector({
    id: "config-recorder-global-types",
    title: "A configuration recorder records users, groups, roles and policies",
    severity: "low",
    description: "IAM belongs to no region: AWS Config records it only where one recorder is told to.",
    remediation: "Set `recordingGroup.includeGlobalResourceTypes: true` on the recorder of one region.",
    controls: [
      partial("aws-security-hub/Config.1"),
      supporting("nist-800-53-r5/CM-6(1)"),
      supporting("iso-27001-2022/A.8.9"),
    ],
    pages: [`${CONFIG}/developerguide/select-resources.html`],
    about: ConfigRecorder,
    holds: "some",
    property: "recordingGroup",
    fault(recorder) {
      const { only, excluded, globals } = recorded(recorder);
      const missing = GLOBAL_TYPES.filter((type) => (only ? !only.includes(type) : excluded.includes(type)));
      if (missing.length > 0) return `it leaves out ${missing.join(", ")}`;
      return only || globals ? undefined : "it leaves out users, groups, roles and policies, which belong to no region";
    },
  }),
  detector({
    id: "config-recorder-role",
    title: "Configuration recorders use the role that AWS keeps up to date",
    severity: "low",
    description:
      "The service-linked role gains permissions as AWS Config learns new types; with a role of one's own, types go missing unseen.",
    remediation: "Set `roleArn` to the `ServiceLinkedRole` of `config.amazonaws.com`.",
    controls: [partial("aws-security-hub/Config.1"), supporting("nist-800-53-r5/CM-6(1)")],
    pages: [`${CONFIG}/developerguide/using-service-linked-roles.html`],
    about: ConfigRecorder,
    property: "roleArn",
    fault(recorder, graph) {
      const roles = graph.follow(recorder, "roleArn", Role);
      const [arn] = roles.elsewhere;
      if (arn?.includes(":role/aws-service-role/config.amazonaws.com/")) return undefined;
      const other = arn ?? roles.first?.name;
      return other && `${other} is not the service-linked role of AWS Config`;
    },
  }),
  detector({
    id: "config-aggregator-all-regions",
    title: "Configuration aggregators take in every region",
    severity: "low",
    description: "The region that nobody uses is the one that nobody looks at; new regions are missing from a list.",
    remediation: "Set `allRegions: true` in the source of the aggregator.",
    controls: [supporting("nist-800-53-r5/CM-6(1)"), supporting("iso-27001-2022/A.8.9")],
    pages: [`${CONFIG}/developerguide/aggregate-data.html`],
    about: ConfigAggregator,
    property: "accountAggregationSource",
    fault({ props }) {
      const source = props.organizationAggregationSource ?? props.accountAggregationSource;
      if (source?.allRegions === true) return undefined;
      return `it takes in ${(source?.regions ?? []).join(", ") || "no region"} only`;
    },
  }),
];
