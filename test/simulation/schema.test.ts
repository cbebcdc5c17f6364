import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import accessSchema from "../../report/access/access.schema.json";
import { renderAccessJson } from "../../report/access/json";
import { renderSimulationJson } from "../../report/simulation/json";
import simulationSchema from "../../report/simulation/simulation.schema.json";
import { closed } from "../report/tools";
import { accessReport, simulationReport } from "./reports";

const ajv = addFormats(new Ajv2020({ allErrors: true }));

const outputs = {
  simulation: [simulationSchema, renderSimulationJson(simulationReport)],
  access: [accessSchema, renderAccessJson(accessReport)],
} as const;

test.each(Object.entries(outputs))(
  "the JSON of a %s is valid by the published schema, and says its version",
  (_, [schema, text]) => {
    const validate = ajv.compile(closed(schema) as object);
    const document = JSON.parse(text) as object;
    validate(document);
    expect(validate.errors).toBeNull();
    expect(document).toMatchObject({ schema: schema.$id, version: 1 });
  },
);

test("the schemas refuse what they should", () => {
  const simulation = JSON.parse(renderSimulationJson(simulationReport));
  simulation.detections[0].hits = -1;
  delete simulation.logs.files;
  const validate = ajv.compile({ ...simulationSchema, $id: "urn:trailwatch:open" });
  validate(simulation);
  expect(validate.errors?.map(({ instancePath }) => instancePath).sort()).toEqual(["/detections/0/hits", "/logs"]);
});
