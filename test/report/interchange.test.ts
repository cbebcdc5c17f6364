import { strFromU8, unzipSync } from "fflate";
import type { Log, Result } from "sarif";
import { renderAsff } from "../../report/asff";
import { renderAuditSarif } from "../../report/audit-sarif";
import { renderControlsCsv } from "../../report/controls-csv";
import { writeFindingsCsv } from "../../report/findings-csv";
import { renderGitlab } from "../../report/gitlab";
import { renderHdf } from "../../report/hdf";
import { renderJunit } from "../../report/junit";
import { writeOcsf } from "../../report/ocsf";
import { renderOscal } from "../../report/oscal";
import type { Report } from "../../report/report";
import { renderSarif } from "../../report/sarif";
import { renderMarkdown } from "../../report/summary-markdown";
import { renderWorkbook } from "../../report/workbook";
import { clean, everything, failing } from "./reports";
import { whole } from "./tools";

/** Reads RFC 4180 with a reader of its own. */
function rowsOf(csv: string): Record<string, string>[] {
  const cells = [...csv.matchAll(/("(?:[^"]|"")*"|[^,\r]*)(,|\r\n)/g)].map(([, cell, end]) => ({
    text: cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    last: end !== ",",
  }));
  const rows: string[][] = [[]];
  for (const { text, last } of cells) {
    rows[rows.length - 1].push(text);
    if (last) rows.push([]);
  }
  const [head, ...body] = rows.slice(0, -1);
  return body.map((row) => Object.fromEntries(row.map((text, i) => [head[i], text])));
}

const named = (report: Report, name: string): Report => {
  const [stack] = report.stacks;
  return { ...report, stacks: [{ ...stack, verdicts: [{ ...stack.verdicts[0], subject: name, message: name }] }] };
};

describe("findings.csv", () => {
  test("has a row for each check, what passed included, with what was seen", () => {
    const rows = rowsOf(whole(writeFindingsCsv(clean)));
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({
      ...{ policy_id: "trail-log-file-validation", status: "pass", raw_status: "pass", waived: "false" },
      ...{ source_file: "infra/stacks/account.ts", source_line: "41", observed: "enableLogFileValidation = true" },
      ...{ account: "111122223333", region: "eu-west-1" },
    });
    expect(rows[2].parameters).toBe("minimumDays=400 (configuration); neverExpires=false (default)");
  });
  test("a waived failure is told as both", () => {
    expect(rowsOf(whole(writeFindingsCsv(everything))).filter(({ waived }) => waived === "true")).toMatchObject([
      { status: "waived", raw_status: "fail", waiver_id: "WVR-2026-014", waiver_approver: "jane.doe" },
    ]);
  });
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "  =1", '=HYPERLINK("http://x","y")'])("%j is no formula", (name) => {
    const [row] = rowsOf(whole(writeFindingsCsv(named(clean, name))));
    expect(row.resource_name).toBe(`'${name}`);
  });
});

test.each(["\t=1+1", "\r=1+1", "\n=1+1"])("%j begins with no formula: what cannot be seen is written out", (name) => {
  const [row] = rowsOf(whole(writeFindingsCsv(named(clean, name))));
  expect(row.resource_name).toMatch(/^\\[trn]=1\+1$/);
});

describe("controls.csv", () => {
  test("says of a control what evidences it, and of the others why nothing does", () => {
    const rows = rowsOf(renderControlsCsv(failing));
    expect(
      rows.find(({ framework, control }) => framework === "pci-dss-4.0.1" && control === "10.4.1.1"),
    ).toMatchObject({ evidence: "partial", stands: "fail", policies_with_findings: "filter-has-alarm" });
    const stands = new Set(rows.filter(({ framework }) => framework === "pci-dss-4.0.1").map((row) => row.stands));
    expect([...stands]).toEqual(expect.arrayContaining(["fail", "not evidenced", "manual"]));
  });
});

test("the workbook has both tables, every text as text, and the same bytes every time", async () => {
  const report = named(clean, "=1+1");
  const bytes = await renderWorkbook(report);
  const parts = unzipSync(bytes);
  expect(strFromU8(parts["xl/workbook.xml"])).toMatch(/name="findings".*name="controls"/);
  expect(strFromU8(parts["xl/sharedStrings.xml"])).toContain("<t>=1+1</t>");
  expect(strFromU8(parts["xl/worksheets/sheet1.xml"])).not.toContain("<f>");
  expect(await renderWorkbook(structuredClone(report))).toEqual(bytes);
});

const auditResults = (report: Report): Result[] => (JSON.parse(renderAuditSarif(report)) as Log).runs[0].results ?? [];

describe("SARIF for audits", () => {
  test("has every check, each with its kind", () => {
    const kinds = auditResults(everything).map(({ kind, properties }) => `${kind} ${properties?.status}`);
    expect(new Set(kinds)).toEqual(
      new Set(["fail fail", "pass pass", "open unknown", "open error", "fail waived", "review declared"]),
    );
  });
  test("a waiver is a suppression, one that ended is not", () => {
    const suppressed = auditResults(everything).filter(({ suppressions }) => suppressions);
    expect(suppressed.map(({ suppressions }) => suppressions?.[0])).toMatchObject([
      { kind: "external", status: "accepted", properties: { id: "WVR-2026-014" } },
    ]);
    expect(auditResults(everything).map(({ properties }) => properties?.expiredWaiver)).toContain(
      "WVR-2026-002, until 2026-11-01",
    );
  });
  test("code scanning never sees a waived one: GitHub would show it as an alert", () => {
    expect(renderSarif(everything)).not.toContain("log-target");
  });
});

describe("JUnit", () => {
  const suites = (report: Report): string[] => renderJunit(report).match(/<testsuite .*?>/g) ?? [];
  test("counts what it has", () => {
    const [, dev] = suites(everything);
    const cases = renderJunit(everything).split("<testsuite ")[2];
    const found = (tag: string): number => cases.split(`<${tag}`).length - 1;
    expect(dev).toContain(
      `tests="${found("testcase")}" failures="${found("failure")}" errors="${found("error")}" skipped="${found("skipped")}"`,
    );
    expect([found("testcase"), found("failure"), found("skipped")]).toEqual([10, 5, 4]);
  });
  test("a waived case is skipped with its reason, which the usual builders lose", () => {
    expect(renderJunit(everything)).toMatch(/<skipped type="waived" message="[^"]*WVR-2026-014 until 2027-05-01/);
  });
  test("lets nothing out of its attribute", () => {
    expect(renderJunit(everything)).toContain('name="&lt;img src=x onerror=alert(1)&gt;"');
    expect(renderJunit(named(failing, 'a"&\ufffe<'))).toContain('name="a&quot;&amp;\ufffd&lt;"');
  });
});

test("OSCAL: a policy is satisfied only where every check of it is, a waiver is an approved deviation", () => {
  const { "assessment-results": document } = JSON.parse(renderOscal(everything));
  const [prod, dev] = document.results;
  const states = prod.findings.map(({ target }: never) => [target["target-id"], (target as never)["status"]["state"]]);
  expect(states).toContainEqual(["log-group-retention", "not-satisfied"]);
  const [retention] = JSON.parse(renderOscal(clean))["assessment-results"].results[0].findings.slice(2);
  expect(retention.target).toMatchObject({ "target-id": "log-group-retention", status: { state: "satisfied" } });
  const risk = dev.risks.find(({ title }: { title: string }) => title === "Archives log who reads them");
  expect(risk).toMatchObject({ status: "open" });
  expect(JSON.stringify(risk.props)).toContain("WVR-2026-014");
});

test("OSCAL: where every failure is waived, the deviation has its deadline", () => {
  const [, stack] = everything.stacks;
  const verdicts = stack.verdicts.filter(({ status }) => status === "waived");
  const { results } = JSON.parse(renderOscal({ ...everything, stacks: [{ ...stack, verdicts }] }))[
    "assessment-results"
  ];
  expect(results[0].risks).toMatchObject([{ status: "deviation-approved", deadline: "2027-05-01T23:59:59Z" }]);
  expect(results[0].findings[0].target.status).toEqual({ state: "not-satisfied", reason: "fail" });
});

describe("OCSF", () => {
  const events = (report: Report): Record<string, never>[] =>
    whole(writeOcsf(report))
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  // What the class asks for. https://schema.ocsf.io/classes/compliance_finding
  const required = ["activity_id", "category_uid", "class_uid", "type_uid", "time", "severity_id", "metadata", "cloud"];

  test("every event has what its class asks for", () => {
    const missing = events(everything).flatMap((event) => required.filter((field) => event[field] === undefined));
    expect(missing).toEqual([]);
    expect(events(failing)[0]).toMatchObject({
      ...{ class_uid: 2003, type_uid: 200301, time: Date.parse(failing.judgedAt), severity_id: 4, status_id: 1 },
      metadata: { version: expect.any(String), product: { name: "TrailWatch" } },
      finding_info: { uid: expect.stringMatching(/^[0-9a-f]{64}$/) },
      compliance: { status_id: 3, control: "trail-log-file-validation" },
    });
  });
  test("what did not apply is no finding; what is unknown is a warning; what is waived is suppressed", () => {
    expect(events(clean)).toHaveLength(4);
    const seen = events(everything).map(({ unmapped, compliance, status_id }) => [
      unmapped["status"],
      compliance["status_id"],
      status_id,
    ]);
    expect(seen).toContainEqual(["unknown", 2, 4]);
    expect(seen).toContainEqual(["waived", 3, 3]);
  });
});

describe("ASFF", () => {
  test("keeps to the limits of Security Hub", () => {
    const long = { ...everything.policies[0], title: "t".repeat(300), remediation: "r".repeat(600) };
    for (const finding of JSON.parse(
      renderAsff({ ...everything, policies: [long, ...everything.policies.slice(1)] }),
    )) {
      expect(finding.AwsAccountId).toMatch(/^\d{12}$/);
      expect(finding.Title.length).toBeLessThanOrEqual(256);
      expect(finding.Description.length).toBeLessThanOrEqual(1024);
      expect(finding.Remediation.Recommendation.Text.length).toBeLessThanOrEqual(512);
      expect(finding.Compliance.RelatedRequirements.length).toBeLessThanOrEqual(32);
    }
  });
  test("a waived finding is suppressed, and failed all the same", () => {
    const waived = JSON.parse(renderAsff(everything)).filter(
      ({ Workflow }: { Workflow: { Status: string } }) => Workflow.Status === "SUPPRESSED",
    );
    expect(waived).toMatchObject([{ Compliance: { Status: "FAILED" }, Severity: { Label: "LOW" } }]);
  });
});

test("HDF: a policy that does not apply has no impact; a waiver is told as Heimdall knows it", () => {
  const { controls } = JSON.parse(renderHdf(clean)).profiles[0];
  expect(controls.map(({ impact }: { impact: number }) => impact)).toEqual([0.7, 0.9, 0.5, 0]);
  expect(controls[0].tags.nist).toEqual(["AU-9"]);
  const waived = JSON.parse(renderHdf(everything)).profiles[0].controls[3];
  expect(waived.waiver_data).toMatchObject({ expiration_date: "2027-05-01", skipped_due_to_waiver: true });
});

describe("GitLab's code quality", () => {
  const issues = (report: Report): { fingerprint: string; location: { path: string } }[] =>
    JSON.parse(renderGitlab(report));
  test("has the fields that GitLab asks for, and a fingerprint for each finding", () => {
    expect(issues(failing)[0]).toEqual({
      description: "audit: log file validation is not switched on",
      check_name: "trail-log-file-validation",
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: "critical",
      location: { path: "infra/stacks/account.ts", lines: { begin: 41 } },
    });
    expect(new Set(issues(everything).map(({ fingerprint }) => fingerprint)).size).toBe(9);
  });
  test("is an empty list where nothing failed", () => expect(issues(clean)).toEqual([]));
});

test.each<[string, (report: Report) => string]>([
  ["JUnit", renderJunit],
  ["GitLab's code quality", renderGitlab],
  ["Markdown", renderMarkdown],
  ["SARIF", renderSarif],
  ["findings.csv", (report) => whole(writeFindingsCsv(report)).replaceAll("\r\n", "\n")],
  ["controls.csv", (report) => renderControlsCsv(report).replaceAll("\r\n", "\n")],
])("no name steers a reader of %s", (_, render) => {
  expect(render(everything)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|\\u001b|\\u202e/);
});

test("no name steers a reader of the workbook", async () => {
  const parts = unzipSync(await renderWorkbook(everything));
  expect(strFromU8(parts["xl/sharedStrings.xml"])).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e]|<img/);
});
