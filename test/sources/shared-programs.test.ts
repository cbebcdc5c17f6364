import { previewProgram } from "../../sources/program";
import { SourceError, type Snapshot } from "../../sources/snapshot";
import { PRESENT, REQUIRED, installed } from "../programs-of-others";

async function previewed(name: string): Promise<Snapshot> {
  return previewProgram({ path: installed(name), stack: "dev" });
}

const types = ({ resources }: Snapshot, type: string): string[] =>
  resources.filter((resource) => resource.type === type).map(({ name }) => name);
const assumed = ({ assumptions }: Snapshot, kind: string): string[] =>
  assumptions.filter((assumption) => assumption.kind === kind).map(({ subject }) => subject);

if (PRESENT || REQUIRED) {
  test("aws-ts-webserver: an unanswered lookup in its plain form", async () => {
    const snapshot = await previewed("aws-ts-webserver");
    expect(types(snapshot, "aws:ec2/instance:Instance")).toEqual(["web-server-www"]);
    expect(assumed(snapshot, "invoke")).toEqual(["aws:ec2/getAmi"]);
  });

  test("aws-ts-static-website: an ES module, missing configuration that names a folder and a domain", async () => {
    const snapshot = await previewed("aws-ts-static-website");
    expect(assumed(snapshot, "configuration")).toEqual([
      "aws-ts-static-website:pathToWebsiteContents",
      "aws-ts-static-website:targetDomain",
    ]);
    expect(types(snapshot, "aws:s3/bucketObject:BucketObject").sort()).toEqual(["404.html", "index.html"]);
    const cdn = snapshot.resources.find(({ name }) => name === "cdn");
    expect(cdn?.position).toEqual({ file: "index.ts", line: 232, column: 13 });
    expect(cdn?.propertyDependencies?.viewerCertificate).toHaveLength(1);
  });

  test("aws-ts-s3-lambda-copyzip: a function of the program becomes a lambda", async () => {
    const snapshot = await previewed("aws-ts-s3-lambda-copyzip");
    expect(types(snapshot, "aws:s3/bucketNotification:BucketNotification")).toEqual(["zipTpsReports"]);
    expect(types(snapshot, "aws:lambda/function:Function")).toEqual(["zipTpsReports"]);
  });

  test("aws-ts-wordpress-fargate-rds: components, zones, another provider", async () => {
    const snapshot = await previewed("aws-ts-wordpress-fargate-rds");
    expect(types(snapshot, "aws:ec2/subnet:Subnet")).toEqual([
      "wp-fargate-rds-net-subnet-0",
      "wp-fargate-rds-net-subnet-1",
    ]);
    const subnet = snapshot.resources.find(({ name }) => name === "wp-fargate-rds-net-subnet-1");
    expect(subnet?.values.availabilityZoneId).toBe("use1-az2");
    expect(types(snapshot, "random:index/randomPassword:RandomPassword")).toEqual(["dbPassword"]);
  });

  test("aws-ts-hello-fargate: local components of awsx, remote ones not seen", async () => {
    const snapshot = await previewed("aws-ts-hello-fargate");
    expect(types(snapshot, "aws:lb/loadBalancer:LoadBalancer")).toHaveLength(1);
    expect(assumed(snapshot, "remote-component").sort()).toEqual([
      "awsx:ecr:Image::app-img",
      "awsx:ecr:Repository::repo",
    ]);
  });

  test("aws-ts-stackreference-architecture: the database reads the network's outputs", async () => {
    const snapshot = await previewed("aws-ts-stackreference-architecture/database");
    expect(types(snapshot, "aws:rds/instance:Instance")).toEqual(["db-instance-rds"]);
    expect(assumed(snapshot, "stack-reference")).toEqual(["organization/networking-stack/placeholder"]);
  });

  test("aws-ts-stackreference-architecture: the application reads both", async () => {
    const snapshot = await previewed("aws-ts-stackreference-architecture/application");
    expect(types(snapshot, "aws:ec2/vpc:Vpc")).toEqual(["app-service-vpc"]);
    expect(assumed(snapshot, "stack-reference")).toHaveLength(2);
  });

  // It cannot run under Pulumi either: an ES module that calls `require`, for packages whose functions have gone since.
  test("aws-ts-stackreference-architecture: the network is broken, and the message says where", async () => {
    const preview = previewed("aws-ts-stackreference-architecture/networking");
    await expect(preview).rejects.toThrow(
      /the program failed\.\nReferenceError: require is not defined\n {2}at src\/vpc\.ts:410$/,
    );
    await expect(preview).rejects.toBeInstanceOf(SourceError);
  });
} else {
  test.skip("the programs of others", () => undefined);
}
