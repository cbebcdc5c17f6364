import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import { keyArn } from "../iam/arns";
import { decide } from "../iam/decide";
import { readDocument } from "../iam/document";
import type { Request } from "../iam/request";
import { Key, KeyPolicy, type KeyProps } from "../kinds/kms";

/** https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html */
const SYMMETRIC = "SYMMETRIC_DEFAULT";

/** What a service does with a key on behalf of a resource. */
export interface KeyUse {
  service: string;
  actions: readonly string[];
  context: Request["context"];
  /** What the key encrypts, which finds keys of its own region only. */
  beside?: Resource<unknown>;
}

/** The key that the property names. Throws where it is not part of this stack, since its policy is not either. */
export function keyOf(subject: Resource<unknown>, property: string, graph: Graph): Resource<KeyProps> | undefined {
  const keys = graph.follow(subject, property, Key);
  const [elsewhere] = keys.elsewhere;
  if (elsewhere) subject.undecided(`encrypted with ${elsewhere}, whose policy is not part of this stack`);
  return keys.first;
}

/** A key without material is disabled too, until somebody imports it, which no program shows. */
export const isDisabled = ({ type, props }: Resource<KeyProps>): boolean =>
  props.isEnabled === false ||
  (props.enabled === false && (type.endsWith(":ReplicaKey") || props.keyMaterialBase64 !== undefined));

/** Why the service cannot use the key; `undefined` when it can. Throws where an unknown value decides. */
export function refusal(key: Resource<KeyProps>, use: KeyUse, graph: Graph): string | undefined {
  if (isDisabled(key)) return `key ${key.name} is disabled`;
  if (key.props.keyUsage && key.props.keyUsage !== "ENCRYPT_DECRYPT")
    return `key ${key.name} is for ${key.props.keyUsage}, not for encryption`;
  const { customerMasterKeySpec: spec = SYMMETRIC } = key.props;
  if (spec && spec !== SYMMETRIC) return `key ${key.name} is a pair of ${spec}, and services encrypt with one secret`;
  const apart = use.beside && regionsApart(key, use.beside, graph);
  if (apart) return apart;
  const owner = graph.into(key, KeyPolicy, "keyId").first;
  const policy = (owner ?? key).record.values.policy;
  if (key.record.external && !owner && policy === undefined)
    key.undecided("only read by this stack, without its policy");
  const document = readDocument(policy, "resource");
  if (!document.given) return `key ${key.name} has the default policy of KMS, which lets no service in`;
  const resource = keyArn(key, graph);
  const { service, actions, context } = use;
  const decisions = actions.map((action) => decide([document], { principal: { service }, action, resource, context }));
  // A certain no is worth more than a doubt about another action.
  const refused =
    decisions.find(({ permission }) => permission.truth === false) ?? decisions.find(({ allowed }) => !allowed);
  return refused && `key ${key.name} keeps ${service} out: ${refused.why}`;
}

/** A key of several regions has the same id in each, so its id may well name a replica that is nearer. */
function regionsApart(key: Resource<KeyProps>, encrypted: Resource<unknown>, graph: Graph): string | undefined {
  if (key.type.endsWith(":ReplicaKey") || key.record.values.multiRegion) return undefined;
  const [there, here] = [key, encrypted].map((each) => attempt(() => graph.region(each)));
  const areKnown = typeof there === "string" && typeof here === "string";
  return areKnown && there !== here ? `key ${key.name} is in ${there}, ${encrypted.name} in ${here}` : undefined;
}
