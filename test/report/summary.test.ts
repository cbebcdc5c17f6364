import type { Status, Verdict } from "../../policies/evaluate";
import { direct, supporting } from "../../policies/frameworks/controls";
import { controlsByFramework, shortControls } from "../../report/controls";
import { assumptionsOf, findingsBySubject, obstacles } from "../../report/grouping";
import { place } from "../../report/place";
import type { FailOn, Report } from "../../report/report";
import { policiesById, summarize } from "../../report/summary";
import { count, shownValue, typeName, visible } from "../../report/text";
import { clean, everything, failing } from "./reports";

/** The clean report with other verdicts: `status policy` in words. */
function judged(verdicts: [Status, string][], failOn: FailOn = "medium"): Report {
  const [stack] = clean.stacks;
  const made = verdicts.map(([status, policy]): Verdict => ({ policy, status, subject: "prod", evidence: [] }));
  return { ...clean, command: { ...clean.command, failOn }, stacks: [{ ...stack, verdicts: made }] };
}

describe("the outcome", () => {
  const high = "trail-log-file-validation";
  const medium = "log-group-retention";
  const advisory = "archive-access-logs";

  test.each<[string, Report, string, string]>([
    ["passes without findings", clean, "passed", "no findings"],
    ["fails on a finding", failing, "failed", "3 findings of severity medium or above"],
    [
      "fails although something is unknown",
      judged([
        ["fail", high],
        ["unknown", high],
      ]),
      "failed",
      "1 finding of",
    ],
    ["passes on milder findings", judged([["fail", medium]], "high"), "passed", "1 finding, none that fails the run"],
    ["passes on advisory findings", judged([["fail", advisory]], "low"), "passed", "1 finding, none that fails"],
    ["fails on the very severity", judged([["fail", high]], "high"), "failed", "1 finding of severity high or above"],
    [
      "needs no 'or above' at the top",
      judged([["fail", "filter-has-alarm"]], "critical"),
      "failed",
      "severity critical",
    ],
    [
      "only reports under none",
      judged(
        [
          ["fail", high],
          ["unknown", high],
        ],
        "none",
      ),
      "passed",
      "1 finding, none that",
    ],
    [
      "is open on an unknown",
      judged([
        ["pass", high],
        ["unknown", high],
      ]),
      "incomplete",
      "1 check could not be judged",
    ],
    ["is not open on an unknown that could not fail", judged([["unknown", medium]], "high"), "passed", "no findings"],
    ["is open when a policy broke", judged([["error", advisory]], "none"), "incomplete", "1 check ended with an error"],
    [
      "keeps findings beside an error",
      judged([
        ["error", high],
        ["fail", high],
      ]),
      "incomplete",
      "besides 1 finding of",
    ],
    ["is open without stacks", { ...clean, stacks: [] }, "incomplete", "no stack was read"],
    [
      "is open without resources",
      { ...clean, stacks: [{ ...clean.stacks[0], resources: {} }] },
      "incomplete",
      "shop/prod",
    ],
    ["is open without verdicts", judged([]), "incomplete", "no policy was judged"],
  ])("%s", (_, report, outcome, reason) => {
    const summary = summarize(report);
    expect(summary.outcome).toBe(outcome);
    expect(summary.reason).toContain(reason);
  });

  test("counts by status and severity", () => {
    expect(summarize(everything)).toMatchObject({
      ...{ stacks: 2, resources: 8, policies: 4, decisive: 7 },
      verdicts: { pass: 1, fail: 9, unknown: 2, error: 1, "not-applicable": 0 },
      findings: { critical: 1, high: 3, medium: 3, low: 2 },
    });
  });

  test("refuses a verdict of a policy that the report does not describe", () => {
    expect(() => summarize(judged([["fail", "no-such-policy"]]))).toThrow("does not describe that policy");
  });
});

describe("grouping", () => {
  test("the subject with the worst finding comes first", () => {
    const subjects = findingsBySubject(failing.stacks[0], policiesById(failing));
    expect(subjects.map(([{ verdict }]) => verdict.subject)).toEqual(["root-usage", "audit", "app-logs", "archive"]);
  });

  test("findings about the stack as a whole are one subject", () => {
    const [stack] = judged([
      ["fail", "archive-access-logs"],
      ["fail", "trail-log-file-validation"],
    ]).stacks;
    const subjects = findingsBySubject(stack, policiesById(clean));
    expect(subjects.map((findings) => findings.map(({ policy }) => policy.severity))).toEqual([["high", "low"]]);
  });

  test("errors come before what is not known, and the same reason is told once", () => {
    const unknown = { policy: "log-group-retention", status: "unknown", message: "x is not known" } as const;
    const verdicts = [unknown, { ...unknown, policy: "archive-access-logs" }].map((verdict) => ({
      ...verdict,
      subject: "x",
      evidence: [],
    }));
    const error: Verdict = { ...verdicts[0], status: "error", message: "broke" };
    const found = obstacles([{ ...clean.stacks[0], verdicts: [...verdicts, error] }]);
    expect(found.map(({ message, verdicts: { length } }) => [message, length])).toEqual([
      ["broke", 1],
      ["x is not known", 2],
    ]);
  });

  test("an assumption that two stacks share is told once", () => {
    const [, dev] = everything.stacks;
    const shared = assumptionsOf([dev, { ...dev, stack: "test" }]);
    expect(shared.map(({ stacks }) => stacks)).toEqual([
      ["shop/dev", "shop/test"],
      ["shop/dev", "shop/test"],
      ["shop/dev", "shop/test"],
    ]);
  });
});

describe("controls", () => {
  test("short: the newest CIS alone, the strongest of a framework, at most three", () => {
    const links = [
      supporting("hipaa/164.312(b)"),
      direct("cis-aws-3.0.0/4.3"),
      supporting("pci-dss-4.0.1/10.2.1"),
      direct("pci-dss-4.0.1/10.2.1.2"),
      direct("cis-aws-7.0.0/5.3"),
      supporting("nist-800-53-r5/AU-2"),
    ];
    expect(shortControls(links)).toEqual(["CIS 5.3", "PCI 10.2.1.2", "NIST AU-2"]);
    expect(shortControls([direct("cis-aws-3.0.0/4.3")])).toEqual(["CIS 3.0 4.3"]);
  });

  test("a control stands as the worst of its policies; a disabled policy is no evidence", () => {
    const [cis] = controlsByFramework(everything);
    expect(cis.title).toBe("CIS AWS Foundations Benchmark 7.0.0");
    expect(cis.controls.map(({ control, standing }) => [control, standing])).toEqual([
      ["4.2", "fail"],
      ["4.4", "fail"],
      ["5.3", "fail"],
    ]);
    const named = controlsByFramework(clean).flatMap(({ controls }) => controls.map(({ control }) => control));
    expect(named).not.toContain("SC-28(1)");
  });

  test("a policy that found nothing to judge lends a control no strength", () => {
    const [validation, ...others] = clean.policies;
    const helping = { ...validation, id: "log-group-retention", controls: [supporting("cis-aws-7.0.0/4.2")] };
    const [stack] = clean.stacks;
    const verdicts = stack.verdicts.map((verdict) =>
      verdict.policy === validation.id ? { ...verdict, status: "not-applicable" as const } : verdict,
    );
    const policies = [validation, helping, ...others.filter(({ id }) => id !== helping.id)];
    const [cis] = controlsByFramework({ ...clean, policies, stacks: [{ ...stack, verdicts }] });
    expect(cis.controls[0]).toMatchObject({ control: "4.2", strength: "supporting", standing: "pass" });
  });

  test("controls in scope that no policy was judged for are told, with what could show them", () => {
    const pci = controlsByFramework(clean).find(({ framework }) => framework === "pci-dss-4.0.1");
    expect(pci?.gaps.map(({ evidence }) => evidence)).toEqual(
      expect.arrayContaining(["manual", "inherited", "direct"]),
    );
    expect(pci?.gaps.map(({ control }) => control)).not.toContain("10.3.4");
  });
});

describe("places", () => {
  const at = (folder: string | undefined, file: string): string =>
    place({ ...clean.stacks[0], folder }, { file, line: 4, column: 2 });

  test("are relative to the repository", () => {
    expect(at("infra", "stacks/a.ts")).toBe("infra/stacks/a.ts:4:2");
    expect(at("infra", "../shared/a.ts")).toBe("shared/a.ts:4:2");
    expect(at(undefined, "a.ts")).toBe("a.ts:4:2");
    expect(at("a\\b", "c\\d.ts")).toBe("a/b/c/d.ts:4:2");
  });
  test("outside of the repository stay as they are", () => {
    expect(at(".", "../../a.ts")).toBe("../../a.ts:4:2");
    expect(at("infra", "/usr/lib/a.ts")).toBe("/usr/lib/a.ts:4:2");
    expect(at("infra", "C:\\a.ts")).toBe("C:\\a.ts:4:2");
  });
});

describe("text", () => {
  test("what cannot be seen is written out", () => {
    expect(visible("a\u001b[31mb\nc\u202ed\u200be\ud800f\u2028")).toBe(
      "a\\u{1b}[31mb\\nc\\u{202e}d\\u{200b}e\\u{d800}f\\u{2028}",
    );
    expect(visible("größer 名前 ✓")).toBe("größer 名前 ✓");
  });
  test("values are shown in a line and cut", () => {
    expect(shownValue({ a: [1, "b"] })).toBe('{"a":[1,"b"]}');
    expect(shownValue(undefined)).toBe("undefined");
    expect(shownValue("x".repeat(1200), 5)).toBe("xxxxx… (1,200 characters)");
  });
  test("counts agree with their noun", () => {
    expect([count(1, "policy"), count(2, "policy"), count(1234567, "check")]).toEqual([
      "1 policy",
      "2 policies",
      "1,234,567 checks",
    ]);
  });
  test("types read as in a program", () => {
    expect(["aws:s3/bucketV2:BucketV2", "acme:index:Vault", "random"].map(typeName)).toEqual([
      "aws.s3.BucketV2",
      "acme.Vault",
      "random",
    ]);
  });
});
