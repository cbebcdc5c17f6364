import { UNKNOWN } from "../../../policies/graph/value";
import databaseMonitoring from "../../../policies/services/database-monitoring";
import { other, ref, type Draft } from "../../resources";
import { judgeRows, switchCases } from "./rows";

const INSTANCE = "rds/instance:Instance";
const instance = (values: Record<string, unknown> = {}): Draft => other(`aws:${INSTANCE}`, "db", values);
const cluster = (values: Record<string, unknown> = {}): Draft =>
  other("aws:rds/cluster:Cluster", "db", { engine: "aurora-postgresql", ...values });
const member = (values: Record<string, unknown> = {}): Draft =>
  other("aws:rds/clusterInstance:ClusterInstance", "one", { clusterIdentifier: ref("db", "id"), ...values });
const multiAz = (values: Record<string, unknown>): Draft[] => [cluster({ engine: "postgres", ...values })];
const subscription = (values: Record<string, unknown>, name = "events"): Draft =>
  other("aws:rds/eventSubscription:EventSubscription", name, { snsTopic: "alerts", ...values });

judgeRows(databaseMonitoring, {
  "database-instance-enhanced-monitoring": switchCases(
    INSTANCE,
    { "every minute": { monitoringInterval: 60 } },
    { "left to the default": {}, never: { monitoringInterval: 0 } },
    "enhanced monitoring is not switched on",
    { monitoringInterval: UNKNOWN },
  ),
  "database-cluster-enhanced-monitoring": {
    pass: { "every minute": multiAz({ monitoringInterval: 60 }) },
    fail: { "left to the default": [multiAz({}), "enhanced monitoring is not switched on"] },
    unknown: { "an interval that nobody knows yet": [multiAz({ monitoringInterval: UNKNOWN }), "monitoringInterval"] },
    notApplicable: { "Aurora, whose instances are asked": [cluster()] },
  },
  "cluster-instance-enhanced-monitoring": {
    pass: {
      "by itself": [cluster(), member({ monitoringInterval: 30 })],
      "by its cluster": [cluster({ monitoringInterval: 60 }), member()],
    },
    fail: { "left to the default": [[cluster(), member()], "enhanced monitoring is not switched on"] },
    unknown: {
      "an interval that nobody knows yet": [[cluster(), member({ monitoringInterval: UNKNOWN })], "monitoringInterval"],
      "a cluster of another stack": [[member({ clusterIdentifier: "shared" })], "part of shared"],
    },
  },
  "database-instance-insights": {
    pass: {
      "Performance Insights": [instance({ performanceInsightsEnabled: true })],
      "Database Insights, advanced": [instance({ databaseInsightsMode: "advanced" })],
    },
    fail: {
      "left to the default": [[instance({ engine: "mysql", instanceClass: "db.m7g.large" })], "is switched on"],
      "Database Insights, standard": [[instance({ databaseInsightsMode: "standard" })], "is switched on"],
      "a small PostgreSQL": [[instance({ engine: "postgres", instanceClass: "db.t4g.micro" })], "is switched on"],
    },
    unknown: {
      "a switch that nobody knows yet": [[instance({ performanceInsightsEnabled: UNKNOWN })], "is not known"],
    },
    notApplicable: {
      "MySQL on a class without them": [instance({ engine: "mysql", instanceClass: "db.t3.micro" })],
    },
  },
  "database-cluster-insights": {
    pass: { "switched on": multiAz({ performanceInsightsEnabled: true }) },
    fail: { "left to the default": [multiAz({}), "is switched on"] },
    unknown: { "a switch that nobody knows yet": [multiAz({ performanceInsightsEnabled: UNKNOWN }), "is not known"] },
    notApplicable: { "Aurora, whose instances are asked": [cluster()] },
  },
  "cluster-instance-insights": {
    pass: {
      "by itself": [cluster(), member({ performanceInsightsEnabled: true })],
      "by its cluster": [cluster({ databaseInsightsMode: "advanced" }), member()],
    },
    fail: { "left to the default": [[cluster(), member({ instanceClass: "db.r7g.large" })], "is switched on"] },
    unknown: {
      "a cluster of another stack": [[member({ clusterIdentifier: "shared" })], "part of shared"],
    },
    notApplicable: {
      "Aurora MySQL on a class without them": [
        cluster({ engine: "aurora-mysql" }),
        member({ engine: "aurora-mysql", instanceClass: "db.t3.medium" }),
      ],
    },
  },
  "database-instance-event-subscription": {
    pass: {
      "all events of everything": [instance(), subscription({})],
      "its own": [instance(), subscription({ sourceType: "db-instance", sourceIds: [ref("db", "id")] })],
      "two that share them": [
        instance(),
        subscription({ sourceType: "db-instance", eventCategories: ["failure", "maintenance"] }),
        subscription({ sourceType: "db-instance", eventCategories: ["configuration change"] }, "more"),
      ],
    },
    fail: {
      "left to the default": [[instance()], "maintenance, configuration change, failure"],
      "one of three": [
        [instance(), subscription({ eventCategories: ["failure"] })],
        "maintenance, configuration change",
      ],
      "switched off": [[instance(), subscription({ enabled: false })], "nobody subscribes"],
      "of clusters": [[instance(), subscription({ sourceType: "db-cluster" })], "nobody subscribes"],
      "another instance": [
        [instance(), subscription({ sourceType: "db-instance", sourceIds: ["other"] })],
        "nobody subscribes",
      ],
      "another region": [[instance(), subscription({ region: "us-east-1" })], "nobody subscribes"],
    },
    unknown: {
      "categories that nobody knows yet": [[instance(), subscription({ eventCategories: UNKNOWN })], "eventCategories"],
    },
  },
  "database-cluster-event-subscription": {
    pass: { "failures and maintenance": [cluster(), subscription({ eventCategories: ["failure", "maintenance"] })] },
    fail: { "left to the default": [[cluster()], "events about maintenance, failure"] },
    unknown: { "a type that nobody knows yet": [[cluster(), subscription({ sourceType: UNKNOWN })], "sourceType"] },
  },
});
