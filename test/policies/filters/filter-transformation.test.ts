import policy from "../../../policies/filters/filter-transformation";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { metricFilter, type Draft } from "../../resources";

const counting = (change: Record<string, unknown> = {}): Draft[] => [
  metricFilter("root", {
    metricTransformation: { namespace: "TrailWatch", name: "RootUsage", value: "1", ...change },
  }),
];

judge(policy, {
  pass: {
    "one, the default left to the default of AWS": counting(),
    "one and 0": counting({ defaultValue: "0" }),
    "written as numbers": counting({ value: 1, defaultValue: 0 }),
    "written with decimals": counting({ value: "1.0", defaultValue: "0.0" }),
    "the default as a state shows that there is none": counting({ defaultValue: "", unit: "None" }),
    "the value of a JSON field": counting({ value: "$.bytes" }),
    "the value of a column": counting({ value: "$size" }),
    "three dimensions": counting({ dimensions: { A: "$.a", B: "$.b", C: "$.c" } }),
    "a namespace that only sounds like one of AWS": counting({ namespace: "AWSAudit" }),
  },
  fail: {
    "it counts nothing": [counting({ value: "0" }), "each match counts 0 instead of 1"],
    "it counts double": [counting({ value: "2" }), "each match counts 2"],
    "it counts a word": [counting({ value: "one" }), "each match counts one"],
    "no value": [counting({ value: undefined }), "each match counts nothing"],
    "it counts where nothing happened": [counting({ defaultValue: "1" }), "it emits 1 while nothing matches"],
    "dimensions and a default": [counting({ defaultValue: "0", dimensions: { A: "$.a" } }), "exclude each other"],
    "four dimensions": [counting({ dimensions: { A: "$.a", B: "$.b", C: "$.c", D: "$.d" } }), "4 dimensions"],
    "a namespace of AWS": [counting({ namespace: "AWS/CloudTrail" }), "the namespace AWS/CloudTrail is reserved"],
    "two defects at once": [counting({ value: "0", defaultValue: "1" }), "counts 0 instead of 1; it emits 1"],
    "one filter of two": [
      [...counting(), metricFilter("other", { metricTransformation: { namespace: "A", name: "b", value: "5" } })],
      "each match counts 5",
    ],
    "no transformation at all": [[metricFilter("root")], "each match counts nothing"],
  },
  unknown: {
    "the value is decided elsewhere": [counting({ value: UNKNOWN }), "root.metricTransformation.value"],
    "all of it is": [[metricFilter("root", { metricTransformation: UNKNOWN })], "root.metricTransformation"],
  },
});
