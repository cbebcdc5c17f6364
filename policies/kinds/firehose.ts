import type { Kind } from "../graph/resource";

interface BucketDestination {
  bucketArn?: string;
  prefix?: string;
}

export interface StreamProps {
  arn?: string;
  name?: string;
  destination?: string;
  extendedS3Configuration?: BucketDestination;
  /** What version 5 of the provider has besides. */
  s3Configuration?: BucketDestination;
}

export const DeliveryStream: Kind<StreamProps> = {
  noun: "Firehose stream",
  tokens: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
  nameInArn: ({ service, resource }) =>
    service === "firehose" && resource.startsWith("deliverystream/") ? resource.slice(15) : undefined,
};
