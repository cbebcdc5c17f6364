import { partial, supporting } from "../frameworks/controls";
import { MetricAlarm } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy, unknown } from "../policy";
import { isPublished } from "./never-published";
import { readings } from "./readings";
import { watched } from "./watched";

export default policy({
  id: "alarm-dimensions-exist",
  title: "Alarms on metrics of AWS read what AWS publishes",
  severity: "medium",
  description:
    "CloudWatch accepts any namespace, name and dimensions. An alarm whose set of them is never published waits for data that never comes, and looks as if all were well.",
  remediation:
    "Give `namespace`, `metricName` and `dimensions` as the service publishes them: `arnSuffix` of a load balancer and a target group, the name of a function, queue or topic, `ClusterName` beside `ServiceName`.",
  controls: [
    partial("nist-800-53-r5/SI-4"),
    supporting("nist-800-53-r5/SI-4(12)"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.16"),
  ],
  pages: [
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html",
  ],
  about: MetricAlarm,
  check(alarm, graph) {
    const read = readings(graph)
      .byAlarm.get(alarm)
      .filter(({ namespace }) => isPublished(namespace));
    const index = watched(graph);
    const seen = ["namespace", "metricName", "dimensions"]
      .filter((property) => alarm.record.values[property] !== undefined)
      .map((property) => evidence(alarm, property));
    const faulty = read.find(({ fault }) => fault);
    if (faulty?.fault) return fail(faulty.fault, ...seen);
    const vague = readings(graph).vagueOf.get(alarm);
    if (vague) return unknown(vague.why.message);
    if (read.length === 0) return notApplicable("it reads no metric of a service that this policy knows");
    for (const reading of read) {
      const open = index.undecided(reading);
      if (open) return unknown(open.message);
      const elsewhere = index.elsewhere(reading);
      if (elsewhere !== undefined)
        return unknown(`nothing in this stack is known as ${elsewhere}; nobody here knows whether it exists`);
    }
    return pass(...seen, ...(seen.length === 0 ? [evidence(alarm, "metricQueries")] : []));
  },
});
