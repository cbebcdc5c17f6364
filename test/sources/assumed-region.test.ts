import { previewProgram } from "../../sources/program";
import { assumed, program, removePrograms, resource } from "./programs";

afterAll(() => {
  delete process.env.AWS_REGION;
  removePrograms();
});

const asks = {
  "index.ts": `
    import * as aws from "@pulumi/aws";
    const elsewhere = new aws.Provider("elsewhere", { region: aws.config.requireRegion() });
    new aws.sns.Topic("alerts", { displayName: "in " + aws.config.region }, { provider: elsewhere });
  `,
};

test("a program that requires a region where none is configured is told one, and the report says so", async () => {
  const snapshot = await previewProgram({ path: program(asks) });
  expect(resource(snapshot, "alerts").values.displayName).toBe("in us-east-1");
  expect(resource(snapshot, "elsewhere").values.region).toBe("us-east-1");
  expect(assumed(snapshot)).toContain("region aws:region");
});

test("a configured region is what the program is told", async () => {
  const path = program({ ...asks, "Pulumi.dev.yaml": "config:\n  aws:region: eu-north-1\n" });
  const snapshot = await previewProgram({ path });
  expect(resource(snapshot, "alerts").values.displayName).toBe("in eu-north-1");
  expect(assumed(snapshot)).not.toContain("region aws:region");
});

test("a region that is let through from the environment is the stack's", async () => {
  process.env.AWS_REGION = "ap-south-1";
  const files = { "index.js": `new (require("@pulumi/aws").sns.Topic)("alerts");` };
  const snapshot = await previewProgram({ path: program(files), passEnv: ["AWS_REGION"] });
  expect(snapshot.region).toBe("ap-south-1");
  expect(assumed(snapshot)).not.toContain("region aws:region");
});

test("one that is asked for in two ways is assumed once", async () => {
  const files = {
    "index.ts": `
      import * as aws from "@pulumi/aws";
      import * as pulumi from "@pulumi/pulumi";
      const region = new pulumi.Config("aws").require("region");
      new aws.sns.Topic("alerts", { displayName: region + aws.getRegionOutput().region });
    `,
  };
  expect(assumed(await previewProgram({ path: program(files) }))).toEqual([
    "account 000000000001",
    "name names and ARNs",
    "region aws:region",
    "stack preview",
  ]);
});
