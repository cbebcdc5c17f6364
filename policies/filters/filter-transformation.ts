import { supporting } from "../frameworks/controls";
import { MetricFilter, type MetricFilterProps } from "../kinds/cloudwatch";
import { evidence, fail, pass, policy } from "../policy";

type Transformation = NonNullable<MetricFilterProps["metricTransformation"]>;

/** A number, or the field of the event whose number is taken: `$.bytes`, `$size`. */
const isField = (value: string): boolean => /^\$\.?[A-Za-z_]/.test(value);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html */
const problems = ({ value = "", defaultValue, dimensions = {}, namespace = "" }: Transformation): string[] => [
  ...(isField(value) || Number(value || NaN) === 1 ? [] : [`each match counts ${value || "nothing"} instead of 1`]),
  ...(Number(defaultValue || 0) === 0 ? [] : [`it emits ${defaultValue} while nothing matches`]),
  ...(defaultValue && Object.keys(dimensions).length > 0 ? ["a default value and dimensions exclude each other"] : []),
  ...(Object.keys(dimensions).length > 3 ? [`it has ${Object.keys(dimensions).length} dimensions; 3 are allowed`] : []),
  ...(namespace.startsWith("AWS/") ? [`the namespace ${namespace} is reserved for services of AWS`] : []),
];

export default policy({
  id: "filter-transformation",
  title: "Metric filters count each match once",
  severity: "medium",
  description:
    "An alarm on a filter trusts that no match is 0 and a match is 1. Another value, or a default that is not 0, makes it silent or makes it fire always.",
  remediation:
    'Set `value: "1"` in the filter\'s `metricTransformation`, leave `defaultValue` out or set it to "0", and drop dimensions where there is a default. `TrailDetections` does so.',
  controls: [supporting("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html"],
  about: MetricFilter,
  scope: "resource",
  check(filter) {
    const seen = evidence(filter, "metricTransformation");
    const found = problems(filter.props.metricTransformation ?? {});
    return found.length === 0 ? pass(seen) : fail(found.join("; "), seen);
  },
});
