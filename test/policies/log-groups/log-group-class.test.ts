import policy from "../../../policies/log-groups/log-group-class";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { logGroup, metricFilter, other, ref, type Draft } from "../../resources";

const events = (logGroupClass?: unknown): Draft => logGroup("events", { name: "events", logGroupClass });
const filter = metricFilter("errors", { logGroupName: ref("events", "name") });
const forwarder = other("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "forward", {
  logGroup: ref("events", "name"),
});

judge(policy, {
  pass: {
    "left to the default": [events(), filter],
    standard: [events("STANDARD"), filter],
    "rarely read, and nothing watches it": [events("INFREQUENT_ACCESS")],
    "decided by AWS": [events(UNKNOWN), filter],
  },
  fail: {
    "a metric filter": [[events("INFREQUENT_ACCESS"), filter], "INFREQUENT_ACCESS, which takes no filter: errors"],
    "a subscription filter": [[events("DELIVERY"), forwarder], "takes no filter: forward"],
  },
  unknown: "reads no value",
});
