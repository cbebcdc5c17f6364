import type { Kind } from "../graph/resource";

export const FileSystem: Kind<{ arn?: string }> = {
  noun: "file system",
  tokens: ["aws:efs/fileSystem:FileSystem"],
  names: [],
};
