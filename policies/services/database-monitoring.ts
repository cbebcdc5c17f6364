import { supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import { once } from "../graph/once";
import type { Kind, Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import {
  ClusterInstance,
  DatabaseCluster,
  DatabaseInstance,
  EventSubscription,
  type ClusterInstanceProps,
  type DatabaseClusterProps,
} from "../kinds/rds";
import { evidence, fail, pass, policy, type Policy } from "../policy";
import { partnerPolicy, settingPolicy } from "./switch";

const OBSERVED = [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.2")];

const ENHANCED = {
  severity: "low",
  description:
    "Enhanced monitoring sees processes, memory and disks from inside the host, which the metrics of the hypervisor leave out.",
  controls: OBSERVED,
  pages: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html"],
  off: "enhanced monitoring is not switched on",
} as const;
const interval = {
  path: "monitoringInterval",
  on: ({ monitoringInterval }: { monitoringInterval?: number }) => (monitoringInterval ?? 0) > 0,
};

const INSIGHTS = {
  severity: "low",
  description:
    "Insights keep which statement waited for what, so a slow database can be explained afterwards. They are always encrypted.",
  controls: OBSERVED,
  pages: [
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Database-Insights.html",
  ],
  off: "neither Performance Insights nor Database Insights is switched on",
} as const;
/** The advanced mode of Database Insights holds what Performance Insights show. */
const insights = {
  path: "performanceInsightsEnabled",
  on: (props: { performanceInsightsEnabled?: boolean; databaseInsightsMode?: string }) =>
    props.performanceInsightsEnabled === true || props.databaseInsightsMode === "advanced",
};

/** Classes that are too small for it, by engine. */
const TOO_SMALL: readonly [RegExp, RegExp][] = [
  [/^(mysql|mariadb)$/, /^db\.t(2|3|4g)\.(micro|small)$/],
  [/^aurora(-mysql)?$/, /^db\.(t2|t3)\.|^db\.t4g\.(micro|small)$/],
];
const tooSmall = ({
  props: { engine = "", instanceClass = "" },
}: Resource<ClusterInstanceProps>): string | undefined =>
  TOO_SMALL.some(([engines, classes]) => engines.test(engine) && classes.test(instanceClass))
    ? `${engine} on ${instanceClass} has no Performance Insights`
    : undefined;

const isAurora = ({ props: { engine } }: Resource<DatabaseClusterProps>): boolean =>
  engine?.startsWith("aurora") ?? false;
const byItsInstances = (cluster: Resource<DatabaseClusterProps>): string | undefined =>
  isAurora(cluster) ? "the instances of Aurora are judged one by one" : undefined;

/** The cluster that an instance is part of, whose setting holds for all of them. */
const ofTheCluster = {
  find(instance: Resource<never>, graph: Graph): Found<Resource<DatabaseClusterProps>> {
    const clusters = graph.follow(instance as Resource<unknown>, "clusterIdentifier", DatabaseCluster);
    const away = clusters.elsewhere[0];
    return away === undefined
      ? clusters
      : new Found([], [], new UnknownValue(instance.name, `part of ${away}, which is not in this stack`));
  },
};

interface Critical<P> {
  id: string;
  title: string;
  about: Kind<P>;
  sourceType: string;
  /** Without these nobody hears that it fails. */
  categories: readonly string[];
}

/** Subscriptions that name no sources, and so hear of all of their type. */
const toAll = once((graph: Graph) =>
  graph.nearby(EventSubscription).filter(({ record }) => ((record.values.sourceIds ?? []) as unknown[]).length === 0),
);

/** A subscription without a source type, sources or categories hears all of them; several can share the work. */
function criticalEvents<P>({ id, title, about, sourceType, categories }: Critical<P>): Policy {
  return policy<P>({
    id,
    title,
    severity: "low",
    description: "RDS tells of failovers, failures and maintenance by event, and to nobody who has not subscribed.",
    remediation: `Make an \`EventSubscription\` with \`sourceType: "${sourceType}"\`, a topic as \`snsTopic\`, and \`eventCategories\` with ${categories.join(", ")} or left out.`,
    controls: [supporting("nist-800-53-r5/AU-5"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html"],
    about,
    check(subject, graph) {
      const place = graph.place(subject as Resource<unknown>);
      const named = graph.into(subject, EventSubscription, "sourceIds");
      const heard = new Found([new Found(toAll(graph)), named])
        .flatMap((found) => found)
        .filter(({ props }) => props.enabled !== false && (!props.sourceType || props.sourceType === sourceType))
        .filter((subscription) => graph.place(subscription as Resource<unknown>) === place);
      const hears = (category: string): boolean =>
        heard.some(
          ({ props: { eventCategories = [] } }) => eventCategories.length === 0 || eventCategories.includes(category),
        );
      const missing = categories.filter((category) => !hears(category));
      if (missing.length > 0) subject.undecidedIfRead();
      return missing.length > 0
        ? fail(`nobody subscribes to its events about ${missing.join(", ")}`)
        : pass(...heard.known.map((subscription) => evidence(subscription, "eventCategories")));
    },
  });
}

/** What RDS shows of a running database. */
export default [
  settingPolicy({
    ...ENHANCED,
    ...interval,
    id: "database-instance-enhanced-monitoring",
    title: "Database instances have enhanced monitoring",
    remediation: "Set `monitoringInterval` to 60 seconds or less, and `monitoringRoleArn`.",
    about: DatabaseInstance,
  }),
  settingPolicy({
    ...ENHANCED,
    ...interval,
    id: "database-cluster-enhanced-monitoring",
    title: "Multi-AZ clusters have enhanced monitoring",
    remediation: "Set `monitoringInterval` to 60 seconds or less, and `monitoringRoleArn`.",
    about: DatabaseCluster,
    exempt: byItsInstances,
  }),
  partnerPolicy({
    ...ENHANCED,
    id: "cluster-instance-enhanced-monitoring",
    title: "Instances of clusters have enhanced monitoring",
    remediation:
      "Set `monitoringInterval` to 60 seconds or less, and `monitoringRoleArn`, on the instance or its cluster.",
    about: ClusterInstance,
    inline: [interval],
    partners: [{ ...ofTheCluster, ...interval }],
  }),
  settingPolicy({
    ...INSIGHTS,
    ...insights,
    id: "database-instance-insights",
    title: "Database instances have Performance Insights",
    remediation: "Set `performanceInsightsEnabled: true`.",
    about: DatabaseInstance,
    exempt: tooSmall,
  }),
  settingPolicy({
    ...INSIGHTS,
    ...insights,
    id: "database-cluster-insights",
    title: "Multi-AZ clusters have Performance Insights",
    remediation: "Set `performanceInsightsEnabled: true`.",
    about: DatabaseCluster,
    exempt: byItsInstances,
  }),
  partnerPolicy({
    ...INSIGHTS,
    id: "cluster-instance-insights",
    title: "Instances of clusters have Performance Insights",
    remediation: "Set `performanceInsightsEnabled: true` on the instance or its cluster.",
    about: ClusterInstance,
    exempt: tooSmall,
    inline: [insights],
    partners: [{ ...ofTheCluster, ...insights }],
  }),
  criticalEvents({
    id: "database-instance-event-subscription",
    title: "Somebody subscribes to critical events of database instances",
    about: DatabaseInstance,
    sourceType: "db-instance",
    categories: ["maintenance", "configuration change", "failure"],
  }),
  criticalEvents({
    id: "database-cluster-event-subscription",
    title: "Somebody subscribes to critical events of database clusters",
    about: DatabaseCluster,
    sourceType: "db-cluster",
    categories: ["maintenance", "failure"],
  }),
];
