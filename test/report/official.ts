import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { validateXML } from "xmllint-wasm";
import schema from "../../report/report.schema.json";
import { closed, describeWith } from "./tools";

/** The schemas that others publish for the formats, and our own for the report as JSON. */

const SCHEMAS = join(__dirname, "../../../shared/schemas");

/** `describe` where the schemas of others are there. */
export const officially = describeWith(SCHEMAS, "formats by their official schemas");

const published: Record<string, string> = {
  "report.sarif": "sarif-2.1.0.json",
  "audit.sarif": "sarif-2.1.0.json",
  "oscal-ar.json": "oscal-assessment-results.json",
  "oscal-mapping.json": "oscal-mapping.json",
  "hdf.json": "hdf-exec.json",
};

const compiled = new Map<string, ValidateFunction>();

/** Ajv reads draft 4 no longer; the schemas here use nothing that draft 7 reads differently, except its name. */
function validator(name: string): ValidateFunction {
  const official = JSON.parse(readFileSync(join(SCHEMAS, name), "utf8"));
  if (String(official.$schema).includes("draft-04")) {
    delete official.$schema;
    delete official.id;
  }
  return addFormats(new Ajv({ allErrors: true, strict: false })).compile(official);
}

function validatorOf(file: string): ValidateFunction | undefined {
  const name = file === "report.json" ? file : published[file];
  if (name === undefined) return undefined;
  let validate = compiled.get(name);
  if (!validate) {
    validate =
      file === "report.json"
        ? addFormats(new Ajv2020({ allErrors: true })).compile(closed(schema) as object)
        : validator(name);
    compiled.set(name, validate);
  }
  return validate;
}

/** Files that have a schema here. */
export const FILES_WITH_SCHEMA = [
  "report.json",
  ...(officially === describe ? [...Object.keys(published), "junit.xml"] : []),
];

/** What the schema of a file finds in it, the first five. */
export async function schemaErrors(file: string, text: string): Promise<string[]> {
  if (file === "junit.xml") {
    const contents = readFileSync(join(SCHEMAS, "junit-10.xsd"), "utf8");
    const { errors } = await validateXML({
      xml: [{ fileName: file, contents: text }],
      schema: { fileName: "junit-10.xsd", contents },
    });
    return errors.slice(0, 5).map(({ rawMessage }) => rawMessage);
  }
  const validate = validatorOf(file);
  if (!validate) throw new Error(`there is no schema for ${file}`);
  if (validate(JSON.parse(text))) return [];
  return (validate.errors ?? [])
    .slice(0, 5)
    .map(({ instancePath, message, params }) => `${file} ${instancePath} ${message} ${JSON.stringify(params)}`);
}
