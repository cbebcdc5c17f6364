import type { Kind } from "../graph/resource";

export const Directory: Kind<{ name?: string; type?: string }> = {
  noun: "directory",
  tokens: ["aws:directoryservice/directory:Directory"],
  names: [],
};

export const DirectoryLogSubscription: Kind<{ directoryId?: string; logGroupName?: string }> = {
  noun: "directory log subscription",
  tokens: ["aws:directoryservice/logSubscription:LogSubscription"],
  names: [],
};
