/** The type of the resource that stands for the stack itself; it is left out of every parent's type chain. */
export const ROOT_STACK = "pulumi:pulumi:Stack";

/** `urn:pulumi:stack::project::parentType$type::name`. */
export interface Urn {
  stack: string;
  project: string;
  /** The types of the resource's ancestors and its own, joined by `$`. */
  qualifiedType: string;
  type: string;
  name: string;
}

/** The parts of a URN. A name may itself contain `::`. */
export function parseUrn(urn: string): Urn | undefined {
  const [, stack, project, qualifiedType, name] = /^urn:pulumi:(.*?)::(.*?)::(.*?)::(.*)$/s.exec(urn) ?? [];
  if (name === undefined) return undefined;
  return { stack, project, qualifiedType, type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1), name };
}

/** The URN that the Pulumi engine gives a resource: its parent's types before its own, the root stack left out. */
export function composeUrn(at: { stack: string; project: string }, parent: string, type: string, name: string): string {
  const parentType = parseUrn(parent)?.qualifiedType;
  const qualifiedType = parentType && parentType !== ROOT_STACK ? `${parentType}$${type}` : type;
  return `urn:pulumi:${at.stack}::${at.project}::${qualifiedType}::${name}`;
}

/** The package in a type or function token: `aws` of `aws:s3/bucket:Bucket`. */
export function packageOf(token: string): string {
  return token.slice(0, token.indexOf(":"));
}

/** The package that a provider resource configures: `aws` of `pulumi:providers:aws`; `undefined` for anything else. */
export function providerPackage(type: string): string | undefined {
  return /^pulumi:providers:(.+)$/.exec(type)?.[1];
}
