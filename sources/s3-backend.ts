import { createRequire } from "node:module";
import { join } from "node:path";
import { isCheckpoint, readCheckpoint } from "./backend";
import { SourceError, type Snapshot } from "./snapshot";

/** What is used of `@aws-sdk/client-s3`, which only those install who keep their states in S3. */
export interface S3Module {
  S3Client: new (settings: { region?: string }) => { send(command: unknown): Promise<unknown> };
  ListObjectsV2Command: new (input: { Bucket: string; Prefix: string; ContinuationToken?: string }) => unknown;
  GetObjectCommand: new (input: { Bucket: string; Key: string }) => unknown;
}

interface Listed {
  Contents?: { Key?: string }[];
  NextContinuationToken?: string;
}

interface Got {
  Body?: { transformToByteArray(): Promise<Uint8Array> };
}

const PACKAGE = "@aws-sdk/client-s3";

function loadModule(): S3Module {
  try {
    return createRequire(join(__dirname, "s3-backend.js"))(PACKAGE) as S3Module;
  } catch {
    throw new SourceError(`s3:// needs the package ${PACKAGE}: npm install ${PACKAGE}`);
  }
}

/** The stacks of a backend in a bucket: `s3://bucket/prefix?region=eu-west-1`, with the credentials that the SDK finds. */
export async function* readS3Backend(url: string, load = loadModule): AsyncGenerator<Snapshot> {
  const { hostname: Bucket, pathname, searchParams } = new URL(url);
  const { S3Client, ListObjectsV2Command, GetObjectCommand } = load();
  const client = new S3Client({ region: searchParams.get("region") ?? undefined });
  const ask = async <T>(command: unknown): Promise<T> => {
    try {
      return (await client.send(command)) as T;
    } catch (error) {
      throw new SourceError(`${url}: S3 refused (${error instanceof Error ? error.message : String(error)}).`, 3);
    }
  };
  const folder = [...pathname.split("/").filter(Boolean), ".pulumi", "stacks", ""].join("/");
  let count = 0;
  for (let token: string | undefined, more = true; more; more = token !== undefined) {
    const page = await ask<Listed>(new ListObjectsV2Command({ Bucket, Prefix: folder, ContinuationToken: token }));
    for (const { Key = "" } of page.Contents ?? []) {
      if (!isCheckpoint(Key)) continue;
      const { Body } = await ask<Got>(new GetObjectCommand({ Bucket, Key }));
      if (!Body) continue;
      count++;
      yield readCheckpoint(await Body.transformToByteArray(), `s3://${Bucket}/${Key}`, Key.slice(folder.length));
    }
    token = page.NextContinuationToken;
  }
  if (count === 0) throw new SourceError(`${url}: no stack here. Expected ${folder}<project>/<stack>.json.`);
}
