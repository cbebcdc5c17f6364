/** For policies of your own: the same type, graph and loop that the catalogue is written with. */
export * from "./policy";
export { evaluate, settingsOf, type PolicySettings, type Status, type Verdict } from "./evaluate";
export { catalogue } from "./catalogue";
export { Found } from "./graph/found";
export { Graph, type StackFacts } from "./graph/graph";
export { Resource, type Kind, type ResourceRecord, type SourcePosition } from "./graph/resource";
export { Secret, UNKNOWN, Unknown, UnknownValue } from "./graph/value";
export { direct, frameworks, partial, supporting, type ControlId, type ControlLink } from "./frameworks/controls";
/** Kinds by service, such as `kinds.rds.Instance`; any other is `{ noun, tokens }`. The most used stand below. */
export * as kinds from "./kinds/index";
export * from "./kinds/cloudtrail";
export * from "./kinds/cloudwatch";
export * from "./kinds/iam";
export * from "./kinds/kms";
export * from "./kinds/s3";
export * from "./kinds/sns";
