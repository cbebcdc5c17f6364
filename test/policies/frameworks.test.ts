import { catalogue } from "../../policies/catalogue";
import { editions } from "../../policies/frameworks/cis-aws";
import { direct, frameworks, partial, supporting, type ControlLink } from "../../policies/frameworks/controls";
import { withCrosswalk } from "../../policies/frameworks/crosswalk";
import { strengths, type Control } from "../../policies/frameworks/framework";

const controls = Object.entries(frameworks).flatMap(([framework, { controls }]) =>
  Object.entries(controls as Record<string, Control>).map(([id, control]) => ({ id: `${framework}/${id}`, control })),
);
const controlOf = new Map(controls.map(({ id, control }) => [id, control]));
const links = catalogue.flatMap(({ id, controls }) =>
  (controls as ControlLink[]).map((link) => ({ policy: id, ...link })),
);
const linked = new Set<string>(links.map(({ control }) => control));
const policiesOf = (control: string): string[] =>
  links.filter((link) => link.control === control && !link.through).map(({ policy }) => policy);

test("every control is evidenced by a policy or by the report itself, or says why not", () => {
  const silent = controls.filter(
    ({ id, control: { most, report } }) =>
      !linked.has(id) && !report && (strengths as readonly string[]).includes(most),
  );
  expect(silent.map(({ id }) => id)).toEqual([]);
});

test("what settings do not show completely says what else decides", () => {
  const unsaid = controls.filter(({ control: { most, rest } }) => most !== "direct" && !rest);
  expect(unsaid.map(({ id }) => id)).toEqual([]);
});

test("no policy claims more of a control than settings can show", () => {
  const most = (id: string): number => {
    const limit = (strengths as readonly string[]).indexOf(controlOf.get(id)?.most ?? "");
    return limit < 0 ? strengths.indexOf("supporting") : limit;
  };
  const excess = links.filter(({ control, strength }) => strengths.indexOf(strength) < most(control));
  expect(excess.map(({ policy, control, strength }) => `${policy} ${strength} ${control}`)).toEqual([]);
});

test("what nothing evidences has no link", () => {
  const claimed = links.filter(({ control }) => controlOf.get(control)?.most === "not-evidenced");
  expect(claimed.map(({ policy, control }) => `${policy} ${control}`)).toEqual([]);
});

test("every edition of CIS gets the same strength from a policy", () => {
  const topicOf = new Map<string, string>(
    Object.entries(editions).flatMap(([version, numbers]) =>
      Object.entries(numbers).map(([number, topic]): [string, string] => [`cis-aws-${version}/${number}`, topic]),
    ),
  );
  const torn = catalogue.flatMap(({ id, controls }) => {
    const strengthOf = new Map<string, string>();
    return (controls as ControlLink[]).flatMap(({ control, strength }) => {
      const topic = topicOf.get(control);
      if (!topic) return [];
      const first = strengthOf.get(topic) ?? strength;
      strengthOf.set(topic, first);
      return first === strength ? [] : [`${id} ${topic}: ${first} and ${strength}`];
    });
  });
  expect(torn).toEqual([]);
});

describe("faults of other mappings that this one does not have", () => {
  test.each([
    [
      "ids of CSF 1.1 under 2.0",
      ["nist-csf-2.0/DE.CM-7", "nist-csf-2.0/DE.DP-4", "nist-csf-2.0/PR.IP-1", "nist-csf-2.0/PR.PT-1"],
    ],
    ["requirements with an invented counter", ["pci-dss-4.0.1/10.3.2.5", "pci-dss-4.0.1/10.2.1.8"]],
    [
      "controls about rooms, radio and hosts",
      ["AU-6(6)", "AU-12(4)", "AU-14(3)", "SI-4(14)", "SI-4(23)"].map((id) => `nist-800-53-r5/${id}`),
    ],
    ["a criterion copied from its neighbour", ["soc2-2017/CC6.2"]],
    [
      "what Security Hub judges outside of its foundational standard",
      ["CloudTrail.3", "CloudTrail.6", "CloudTrail.7", "CloudWatch.15", "S3.14", "S3.15", "S3.17", "S3.20"].map(
        (id) => `aws-fsbp/${id}`,
      ),
    ],
    ["what the benchmark dropped after 2.0", ["cis-aws-3.0.0/3.11", "cis-aws-7.0.0/4.11"]],
    ["rescinded periods and numbered indicators", ["omb-m-21-31/retention", "fedramp-20x/KSI-MLA-07"]],
  ])("%s", (_, ids) => expect(ids.filter((id) => controlOf.has(id))).toEqual([]));

  test("the protection of clocks and the register of processing are no matter of trails", () => {
    expect(policiesOf("pci-dss-4.0.1/10.6.3")).toEqual([]);
    expect(policiesOf("gdpr/Art. 30")).toEqual([]);
  });
  test("versions of a bucket are no system of their own", () => {
    expect(policiesOf("nist-800-53-r5/AU-9(2)")).not.toContain("archive-versioning");
  });
  test("retention is that of the archive, not of the log group alone", () => {
    expect(policiesOf("nist-800-53-r5/AU-11")).toEqual(
      expect.arrayContaining(["archive-retention", "log-group-retention"]),
    );
    expect(policiesOf("pci-dss-4.0.1/10.5.1")).toContain("archive-retention");
  });
  test("a failure of logging has its alarm", () => {
    expect(policiesOf("nist-800-53-r5/AU-5")).toContain("alarm-on-cloudtrail-changes");
  });
  test("evidence is collected by integrity and lock, not by a detector of threats", () => {
    expect(policiesOf("iso-27001-2022/A.5.28")).toEqual(
      expect.arrayContaining(["trail-log-file-validation", "archive-object-lock"]),
    );
  });
});

describe("the crosswalk", () => {
  const strengthsOf = (...given: ControlLink[]): Record<string, string> =>
    Object.fromEntries(withCrosswalk(given).map(({ control, strength }) => [control, strength]));

  test("one edition of CIS stands for all that ask the same", () => {
    expect(strengthsOf(direct("cis-aws-3.0.0/3.3"))).toMatchObject({
      "cis-aws-1.4.0/3.5": "direct",
      "cis-aws-2.0.0/3.5": "direct",
      "cis-aws-6.0.0/4.3": "direct",
      "cis-aws-7.0.0/4.3": "direct",
    });
    expect(Object.keys(strengthsOf(direct("cis-aws-1.4.0/3.4"))).sort()).toEqual([
      "cis-aws-1.4.0/3.4",
      "cis-aws-2.0.0/3.4",
    ]);
  });
  test("a control of Security Hub reaches the standard, the rule of Config and CIS", () => {
    expect(strengthsOf(direct("aws-security-hub/EC2.6"))).toMatchObject({
      "aws-fsbp/EC2.6": "direct",
      "aws-config-rules/VPC_FLOW_LOGS_ENABLED": "direct",
      "cis-aws-1.4.0/3.9": "direct",
      "nist-csf-2.0/DE.CM-01": "partial",
    });
  });
  test("a neighbouring demand is evidenced less, and never beyond its limit", () => {
    expect(strengthsOf(direct("nist-800-53-r5/AU-11"))).toMatchObject({
      "fedramp-rev5/AU-11": "direct",
      "cis-controls-8.1/8.10": "partial",
      "sox/(a)": "supporting",
    });
    expect(strengthsOf(supporting("nist-800-53-r5/AU-12"))["nist-csf-2.0/PR.PS-04"]).toBe("supporting");
  });
  test("what the policy says itself stands", () => {
    expect(strengthsOf(direct("cis-aws-3.0.0/3.1"), partial("cis-aws-5.0.0/3.1"))).toMatchObject({
      "cis-aws-5.0.0/3.1": "partial",
      "cis-aws-7.0.0/4.1": "direct",
    });
  });
});
