import type { Kind } from "../graph/resource";

export const Accelerator: Kind<{
  arn?: string;
  name?: string;
  attributes?: { flowLogsEnabled?: boolean; flowLogsS3Bucket?: string; flowLogsS3Prefix?: string };
}> = {
  noun: "accelerator",
  tokens: [
    "aws:globalaccelerator/accelerator:Accelerator",
    "aws:globalaccelerator/customRoutingAccelerator:CustomRoutingAccelerator",
  ],
};
