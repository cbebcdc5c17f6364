import type { Kind } from "../graph/resource";

export const BackupVault: Kind<{ arn?: string; name?: string }> = {
  noun: "backup vault",
  tokens: ["aws:backup/vault:Vault"],
};
