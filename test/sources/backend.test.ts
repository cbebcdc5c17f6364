import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { detect } from "../../sources/detect";
import { readS3Backend, type S3Module } from "../../sources/s3-backend";
import type { Snapshot } from "../../sources/snapshot";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailwatch-backend-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const GROUP = "aws:cloudwatch/logGroup:LogGroup";

function checkpoint(project: string, stack: string, ...groups: string[]): string {
  const resources = groups.map((name) => ({
    urn: `urn:pulumi:${stack}::${project}::${GROUP}::${name}`,
    ...{ type: GROUP, custom: true, inputs: {}, outputs: {} },
  }));
  return JSON.stringify({ version: 3, checkpoint: { stack, latest: { resources } } });
}

function put(file: string, content: string | Buffer): void {
  const path = join(folder, ".pulumi/stacks", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

async function read(path: string): Promise<Snapshot[]> {
  const source = detect(path);
  if (source.origin !== "backend") throw new Error(`expected a backend, got a ${source.origin}`);
  const snapshots: Snapshot[] = [];
  for await (const snapshot of source.read()) snapshots.push(snapshot);
  return snapshots;
}

const named = (snapshots: Snapshot[]): string[] =>
  snapshots.map(
    ({ project, stack, resources }) => `${project}/${stack} ${resources.map(({ name }) => name).join(",")}`,
  );

describe("a folder that is a backend", () => {
  test("every stack of every project, packed or not, and nothing that stands beside them", async () => {
    put("shop/dev.json", checkpoint("shop", "dev", "a"));
    put("shop/dev.json.bak", checkpoint("shop", "dev", "old"));
    put("shop/dev.json.attrs", "{}");
    put("audit/prod.json.gz", gzipSync(checkpoint("audit", "prod", "b", "c")));
    put("old.json", checkpoint("legacy", "old", "d"));
    const expected = ["audit/prod b,c", "legacy/old d", "shop/dev a"];
    expect(named(await read(folder))).toEqual(expected);
    expect(named(await read(join(folder, ".pulumi")))).toEqual(expected);
    expect(named(await read(pathToFileURL(folder).href))).toEqual(expected);
  });
  test("a stack without resources has the name of its file", async () => {
    put("shop/empty.json", JSON.stringify({ version: 3, checkpoint: { latest: null } }));
    expect(named(await read(folder))).toEqual(["shop/empty "]);
  });
  test("a project is read as a project, wherever its state lies", () => {
    put("shop/dev.json", checkpoint("shop", "dev"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    expect(detect(folder).origin).toBe("program");
  });
  test("refused: no stacks, no backend, a broken checkpoint", async () => {
    expect(() => detect(`file://${folder}`)).toThrow(/no backend here/);
    put("readme.txt", "");
    await expect(read(folder)).rejects.toThrow(/no stack here/);
    put("shop/dev.json", "{");
    await expect(read(folder)).rejects.toThrow(/dev\.json: not valid JSON/);
  });
});

/** A bucket in memory that hands out two keys at a time. */
function bucket(objects: Record<string, string>): () => S3Module {
  const keys = Object.keys(objects).sort();
  class Command {
    constructor(readonly input: { Bucket: string; Prefix?: string; ContinuationToken?: string; Key?: string }) {}
  }
  class S3Client {
    async send(command: unknown): Promise<unknown> {
      const { Bucket, Prefix, ContinuationToken = "0", Key } = (command as Command).input;
      if (Bucket !== "states") throw new Error("NoSuchBucket");
      if (Key !== undefined) return { Body: { transformToByteArray: async () => Buffer.from(objects[Key]) } };
      const from = Number(ContinuationToken);
      const found = keys.filter((key) => key.startsWith(Prefix ?? ""));
      return {
        Contents: found.slice(from, from + 2).map((key) => ({ Key: key })),
        NextContinuationToken: from + 2 < found.length ? String(from + 2) : undefined,
      };
    }
  }
  return () => ({ S3Client, ListObjectsV2Command: Command, GetObjectCommand: Command }) as unknown as S3Module;
}

async function readS3(url: string, objects: Record<string, string>): Promise<Snapshot[]> {
  const snapshots: Snapshot[] = [];
  for await (const snapshot of readS3Backend(url, bucket(objects))) snapshots.push(snapshot);
  return snapshots;
}

describe("a backend in S3", () => {
  const below = "team/.pulumi/stacks/";
  test("every page of the listing, below the prefix", async () => {
    const snapshots = await readS3("s3://states/team?region=eu-west-1", {
      [`${below}shop/dev.json`]: checkpoint("shop", "dev", "a"),
      [`${below}shop/dev.json.bak`]: "",
      [`${below}shop/prod.json`]: checkpoint("shop", "prod", "b"),
      [`${below}shop/zero.json`]: JSON.stringify({ version: 3, checkpoint: { latest: null } }),
      "other/.pulumi/stacks/x/y.json": checkpoint("x", "y", "c"),
    });
    expect(named(snapshots)).toEqual(["shop/dev a", "shop/prod b", "shop/zero "]);
    expect(snapshots[0].path).toBe("s3://states/team/.pulumi/stacks/shop/dev.json");
  });
  test("refused: nothing there, no such bucket", async () => {
    await expect(readS3("s3://states", {})).rejects.toThrow(/no stack here.*\.pulumi\/stacks/);
    await expect(readS3("s3://else", {})).rejects.toThrow(/S3 refused \(NoSuchBucket\)/);
  });
  test("without the SDK it is said what to install", async () => {
    jest.doMock(
      "@aws-sdk/client-s3",
      () => {
        throw new Error("Cannot find module");
      },
      { virtual: true },
    );
    await expect(read("s3://states")).rejects.toThrow("npm install @aws-sdk/client-s3");
  });
});
