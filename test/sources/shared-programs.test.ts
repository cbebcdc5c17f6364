import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { previewProgram } from "../../sources/program";
import { SourceError, type Snapshot } from "../../sources/snapshot";

/*
 * Programs that nobody here wrote. They lie outside the repository and their packages take minutes to install, so the
 * installed copies are kept in `.cache`.
 */
const repository = resolve(__dirname, "../..");
const programs = resolve(repository, "../shared/programs");
const cache = join(repository, ".cache/programs");
const present = existsSync(programs);

const required = Boolean(process.env.TRAILWATCH_REQUIRE_ALL);

if (!present && !required) process.stderr.write(`SKIPPED: the programs of others, because ${programs} is not there\n`);

jest.setTimeout(15 * 60_000);

/** Copies a program and installs its packages, in versions that Node 20 can run. */
function installed(name: string): string {
  const folder = join(cache, name.replace("/", "-"));
  const done = join(folder, "node_modules/.installed");
  if (existsSync(done) && statSync(done).mtimeMs > statSync(join(programs, name, "package.json")).mtimeMs)
    return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  cpSync(join(programs, name), folder, { recursive: true });
  type Dependencies = Record<string, string>;
  const file = join(folder, "package.json");
  const description = JSON.parse(readFileSync(file, "utf8")) as Record<string, Dependencies>;
  for (const dependencies of [description.dependencies, description.devDependencies] as (Dependencies | undefined)[]) {
    for (const dependency of Object.keys(dependencies ?? {})) {
      if (dependency === "typescript") dependencies![dependency] = "5.9.3";
      if (dependency === "@pulumi/pulumi") dependencies![dependency] = "3.248.0";
      if (dependency.startsWith("@types/") && dependencies![dependency] === "latest") delete dependencies![dependency];
    }
  }
  writeFileSync(file, JSON.stringify(description, undefined, 2));
  const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  execFileSync("npm", args, { cwd: folder, stdio: "inherit" });
  writeFileSync(done, "");
  return folder;
}

async function previewed(name: string): Promise<Snapshot> {
  return previewProgram({ path: installed(name), stack: "dev" });
}

const types = ({ resources }: Snapshot, type: string): string[] =>
  resources.filter((resource) => resource.type === type).map(({ name }) => name);
const assumed = ({ assumptions }: Snapshot, kind: string): string[] =>
  assumptions.filter((assumption) => assumption.kind === kind).map(({ subject }) => subject);

if (present || required) {
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
    expect(assumed(snapshot, "remote-component").sort()).toEqual(["app-img", "repo"]);
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
