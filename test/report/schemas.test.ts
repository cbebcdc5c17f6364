import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { validateXML } from "xmllint-wasm";
import { renderAuditSarif } from "../../report/audit-sarif";
import { renderHdf } from "../../report/hdf";
import { renderJunit } from "../../report/junit";
import { renderOscal } from "../../report/oscal";
import { renderOscalMapping } from "../../report/oscal-mapping";
import type { Report } from "../../report/report";
import { renderSarif } from "../../report/sarif";
import { clean, everything, failing, large } from "./reports";
import { describeWith } from "./tools";

const SCHEMAS = join(__dirname, "../../../shared/schemas");
const nothing: Report = { ...clean, stacks: [{ ...clean.stacks[0], verdicts: [] }] };
const reports: [string, Report][] = Object.entries({ clean, failing, everything, nothing, large: large(300, 80) });

/** Ajv reads draft 4 no longer; the schemas here use nothing that draft 7 reads differently, except its name. */
function validator(name: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(SCHEMAS, name), "utf8"));
  if (String(schema.$schema).includes("draft-04")) {
    delete schema.$schema;
    delete schema.id;
  }
  return addFormats(new Ajv({ allErrors: true, strict: false })).compile(schema);
}

describeWith(SCHEMAS, "formats by their official schemas")("by its official schema", () => {
  const formats: [string, string, (report: Report) => string][] = [
    ["SARIF", "sarif-2.1.0.json", renderSarif],
    ["SARIF for audits", "sarif-2.1.0.json", renderAuditSarif],
    ["OSCAL assessment results", "oscal-assessment-results.json", renderOscal],
    ["OSCAL control mapping", "oscal-mapping.json", renderOscalMapping],
    ["HDF", "hdf-exec.json", renderHdf],
  ];

  test.each(formats)("%s is valid for every report, and not for any document", (_, schema, render) => {
    const validate = validator(schema);
    const wrong = reports.flatMap(([name, report]) =>
      validate(JSON.parse(render(report)))
        ? []
        : [
            `${name}: ${validate.errors
              ?.slice(0, 5)
              .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
              .join("; ")}`,
          ],
    );
    expect(wrong).toEqual([]);
    expect(validate({ version: 1 })).toBe(false);
  });

  test("JUnit is valid for every report, and not for any document", async () => {
    const schema = { fileName: "junit-10.xsd", contents: readFileSync(join(SCHEMAS, "junit-10.xsd"), "utf8") };
    const xml = reports.map(([name, report]) => ({ fileName: `${name}.xml`, contents: renderJunit(report) }));
    const { errors } = await validateXML({ xml, schema });
    expect(errors.map(({ rawMessage }) => rawMessage)).toEqual([]);
    const { valid } = await validateXML({ xml: [{ fileName: "x.xml", contents: "<testsuite/>" }], schema });
    expect(valid).toBe(false);
  });
});
