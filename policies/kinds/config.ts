import type { Kind } from "../graph/resource";

export interface ConfigRecorderProps {
  name?: string;
  roleArn?: string;
  recordingGroup?: {
    allSupported?: boolean;
    includeGlobalResourceTypes?: boolean;
    resourceTypes?: string[];
    exclusionByResourceTypes?: { resourceTypes?: string[] }[];
    recordingStrategies?: { useOnly?: string }[];
  };
}

export const ConfigRecorder: Kind<ConfigRecorderProps> = {
  noun: "configuration recorder",
  tokens: ["aws:cfg/recorder:Recorder"],
  decidedByAws: ["recordingGroup"],
};

export const ConfigRecorderStatus: Kind<{ name?: string; isEnabled?: boolean }> = {
  noun: "recorder status",
  tokens: ["aws:cfg/recorderStatus:RecorderStatus"],
};

export const ConfigDeliveryChannel: Kind<{ name?: string; s3BucketName?: string }> = {
  noun: "delivery channel",
  tokens: ["aws:cfg/deliveryChannel:DeliveryChannel"],
};

interface Aggregation {
  allRegions?: boolean;
  regions?: string[];
}

export const ConfigAggregator: Kind<{
  accountAggregationSource?: Aggregation;
  organizationAggregationSource?: Aggregation;
}> = {
  noun: "configuration aggregator",
  tokens: ["aws:cfg/configurationAggregator:ConfigurationAggregator"],
};
