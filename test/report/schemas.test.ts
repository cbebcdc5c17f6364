import { renderAuditSarif } from "../../report/audit-sarif";
import { renderHdf } from "../../report/hdf";
import { renderJunit } from "../../report/junit";
import { renderOscal } from "../../report/oscal";
import { renderOscalMapping } from "../../report/oscal-mapping";
import type { Report } from "../../report/report";
import { renderSarif } from "../../report/sarif";
import { officially, schemaErrors } from "./official";
import { clean, everything, failing, large } from "./reports";

const nothing: Report = { ...clean, stacks: [{ ...clean.stacks[0], verdicts: [] }] };
const reports: [string, Report][] = Object.entries({ clean, failing, everything, nothing, large: large(300, 80) });

officially("by its official schema", () => {
  const formats: [string, string, (report: Report) => string, string][] = [
    ["SARIF", "report.sarif", renderSarif, '{ "version": 1 }'],
    ["SARIF for audits", "audit.sarif", renderAuditSarif, '{ "version": 1 }'],
    ["OSCAL assessment results", "oscal-ar.json", renderOscal, '{ "version": 1 }'],
    ["OSCAL control mapping", "oscal-mapping.json", renderOscalMapping, '{ "version": 1 }'],
    ["HDF", "hdf.json", renderHdf, '{ "version": 1 }'],
    ["JUnit", "junit.xml", renderJunit, "<testsuite/>"],
  ];

  test.each(formats)("%s is valid for every report, and not for any document", async (_, file, render, other) => {
    const wrong = await Promise.all(
      reports.map(async ([name, report]) =>
        (await schemaErrors(file, render(report))).map((error) => `${name}: ${error}`),
      ),
    );
    expect(wrong.flat()).toEqual([]);
    expect(await schemaErrors(file, other)).not.toEqual([]);
  });
});
