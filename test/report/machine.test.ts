import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { Log, Result } from "sarif";
import type { Verdict } from "../../policies/evaluate";
import { renderJson } from "../../report/json";
import type { Report } from "../../report/report";
import schema from "../../report/report.schema.json";
import { renderSarif } from "../../report/sarif";
import { clean, everything, failing, HOSTILE, large } from "./reports";
import { closed, describeWith } from "./tools";

const reports: [string, Report][] = Object.entries({ clean, failing, everything });

describe("JSON", () => {
  const ajv = addFormats(new Ajv2020({ allErrors: true }));
  const validate = ajv.compile(closed(schema) as object);

  test.each(reports)("the %s report is valid by the published schema", (_, report) => {
    validate(JSON.parse(renderJson(report)));
    expect(validate.errors).toBeNull();
  });

  test("the schema refuses what it should", () => {
    const document = JSON.parse(renderJson(clean));
    document.stacks[0].verdicts[0].status = "maybe";
    delete document.summary.outcome;
    validate(document);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toEqual([
      "/summary",
      "/stacks/0/verdicts/0/status",
    ]);
  });

  test("keeps everything that was judged", () => {
    const { policies, stacks } = JSON.parse(renderJson(everything));
    expect({ policies, stacks }).toEqual(
      JSON.parse(JSON.stringify({ policies: everything.policies, stacks: everything.stacks })),
    );
  });

  test("carries the summary for those who do not want to count", () => {
    expect(JSON.parse(renderJson(failing)).summary).toMatchObject({ outcome: "failed", decisive: 3 });
  });

  test("gives the same bytes whatever the order of keys was", () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, field]) => [key, reversed(field)]),
      );
    };
    expect(renderJson(reversed(everything) as Report)).toBe(renderJson(everything));
  });

  test("has a line for each verdict", () => {
    expect(renderJson(failing)).toMatch(/^ {8}\{"policy":"log-group-retention","status":"fail",.*\},?$/m);
  });
});

const log = (report: Report): Log => JSON.parse(renderSarif(report));
const results = (report: Report): Result[] => log(report).runs[0].results ?? [];
const fingerprints = (report: Report): (string | undefined)[] =>
  results(report).map(({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash);

const OFFICIAL = join(__dirname, "../../../shared/schemas/sarif-2.1.0.json");

describeWith(OFFICIAL, "SARIF by its official schema")("SARIF by its official schema", () => {
  // The schema says draft 4, which Ajv no longer reads; it uses nothing that draft 7 reads differently, except its name.
  const validator = (): ReturnType<Ajv["compile"]> => {
    const official = JSON.parse(readFileSync(OFFICIAL, "utf8"));
    delete official.$schema;
    delete official.id;
    return addFormats(new Ajv({ allErrors: true, strict: false })).compile(official);
  };

  test("every report is valid", () => {
    const validate = validator();
    const errors = reports.map(([name, report]) => [name, validate(log(report)) ? null : validate.errors]);
    expect(errors).toEqual(reports.map(([name]) => [name, null]));
  });
});

describe("SARIF for code scanning", () => {
  test("reports failures only, the worst first", () => {
    expect(results(clean)).toEqual([]);
    expect(results(failing).map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ["filter-has-alarm", "error"],
      ["trail-log-file-validation", "error"],
      ["log-group-retention", "warning"],
      ["archive-access-logs", "note"],
    ]);
  });

  test("every rule has what GitHub asks for, and scores off the edges of its bands", () => {
    const { rules = [] } = log(clean).runs[0].tool.driver;
    expect(rules.map(({ id, properties }) => [id, properties?.["security-severity"]])).toEqual([
      ["trail-log-file-validation", "8.0"],
      ["filter-has-alarm", "9.5"],
      ["log-group-retention", "5.5"],
      ["archive-access-logs", "2.0"],
    ]);
    for (const { shortDescription, fullDescription, help, properties } of rules) {
      for (const text of [shortDescription?.text, fullDescription?.text, help?.text, help?.markdown])
        expect(text).toMatch(/\S/);
      expect(properties?.tags?.[0]).toBe("security");
    }
  });

  test("a rule has ten tags at most", () => {
    const [policy] = clean.policies;
    const controls = Array.from({ length: 30 }, () => policy.controls[0]);
    const { rules = [] } = log({ ...clean, policies: [{ ...policy, controls }, ...clean.policies.slice(1)] }).runs[0]
      .tool.driver;
    expect(rules[0].properties?.tags).toHaveLength(10);
  });

  test("a result points at its rule and at its place in the repository", () => {
    const [, unsigned, shortLived, unlogged] = results(failing);
    expect(unsigned.ruleIndex).toBe(0);
    expect(unsigned.locations?.[0].physicalLocation).toEqual({
      artifactLocation: { uri: "infra/stacks/account.ts" },
      region: { startLine: 41, startColumn: 7 },
    });
    expect(unlogged.locations?.[0].physicalLocation?.artifactLocation?.uri).toBe("shared/archive.ts");
    expect(shortLived.locations?.[0].physicalLocation).toEqual({
      artifactLocation: { uri: "infra/Pulumi.yaml" },
      region: { startLine: 1 },
    });
  });

  test("a place outside of the repository falls back to the project's file", () => {
    const [stack] = failing.stacks;
    const verdicts = stack.verdicts.map((verdict): Verdict => ({
      ...verdict,
      position: { file: "../../x.ts", line: 2 },
    }));
    const uris = results({ ...failing, stacks: [{ ...stack, verdicts }] }).map(
      ({ locations }) => locations?.[0].physicalLocation?.artifactLocation?.uri,
    );
    expect(new Set(uris)).toEqual(new Set(["infra/Pulumi.yaml"]));
  });

  test("hostile names become a valid address and plain text", () => {
    const hostile = results(everything).find(({ message }) => message.text?.startsWith(HOSTILE));
    const uri = hostile?.locations?.[0].physicalLocation?.artifactLocation?.uri;
    expect(uri).toBe(`src/${encodeURIComponent(HOSTILE)}.ts`);

    expect(
      results(everything)
        .map(({ message }) => message.text)
        .join(""),
    ).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  test("a finding stays the same alert when its line, its value or its stack's name changes", () => {
    const [stack] = failing.stacks;
    const moved = stack.verdicts.map((verdict): Verdict => ({
      ...verdict,
      urn: verdict.urn?.replace(":prod::", ":test::"),
      position: { file: "elsewhere.ts", line: 900 },
      message: "other words",
      evidence: [],
    }));
    expect(fingerprints({ ...failing, stacks: [{ ...stack, stack: "test", verdicts: moved }] })).toEqual(
      fingerprints(failing),
    );
    expect(new Set(fingerprints(failing)).size).toBe(4);
  });

  test("a finding of two stacks of a project is one alert that names both", () => {
    const [stack] = failing.stacks;
    const verdicts = stack.verdicts.map((verdict): Verdict => ({
      ...verdict,
      urn: verdict.urn?.replace(":prod::", ":test::"),
    }));
    const both = results({ ...failing, stacks: [stack, { ...stack, stack: "test", verdicts }] });
    expect(both.map(({ message }) => message.text)).toContainEqual(
      "audit: log file validation is not switched on (stacks prod, test)",
    );
    expect(both).toHaveLength(4);
  });

  test("says that the run was not whole", () => {
    const [invocation] = log(everything).runs[0].invocations ?? [];
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications?.[0].message.text).toBe("3 checks could not be judged.");
  });

  test("stays below the number of results at which GitHub refuses the file", () => {
    const [run] = log(large(75_003, 75_003)).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations?.[0].toolExecutionNotifications?.[0].message.text).toBe("1 of 25001 results are left out.");
  });

  test("has no empty text", () => {
    expect(renderSarif(everything)).not.toMatch(/: ""/);
  });
});
