import type { Configuration } from "./configuration";
import { packageOf } from "../urn";
import { SECRET, SIGNATURE, UNKNOWN_TEXT } from "../wire";

/** Which provider a resource or function asks for when it names none. */
export interface ProviderRequest {
  package: string;
  version: string;
  downloadUrl: string;
}

/** The name that the engine gives a package's default provider: `default_7_48_0`. */
export function defaultProviderName({ version, downloadUrl }: ProviderRequest): string {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)(?:-([^+]+))?(?:\+(.+))?$/.exec(version) ?? [];
  const versionParts = parts.filter((part) => part !== undefined).flatMap((part) => part.split("."));
  const url = downloadUrl
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => segment.replace(/[^A-Za-z0-9_.-]/g, "_").replace(/^-/, "_"))
    .join("/");
  return ["default", ...(version === "" ? [] : versionParts), ...(url === "" ? [] : [url])].join("_");
}

/** The inputs of a default provider: the stack's configuration of that package. */
export function defaultProviderInputs(
  request: ProviderRequest,
  { values, secretKeys, encrypted }: Configuration,
): Record<string, unknown> {
  // Dynamic providers run the program's own code, which may read any of its configuration.
  const dynamic = /^pulumi-(nodejs|python)$/.test(request.package);
  const inputs: Record<string, unknown> = {};
  for (const [key, text] of Object.entries(values)) {
    if (!dynamic && packageOf(key) !== request.package) continue;
    const value = encrypted.includes(key) ? UNKNOWN_TEXT : text;
    const name = dynamic ? key : key.slice(key.indexOf(":") + 1);
    inputs[name] = secretKeys.includes(key) ? { [SIGNATURE]: SECRET, value } : value;
  }
  if (request.version !== "") inputs.version = request.version;
  return inputs;
}

/** A reference to a provider resource, as SDKs send it. Nothing has been created, so its id is unknown. */
export function providerReference(urn: string): string {
  return `${urn}::${UNKNOWN_TEXT}`;
}

/** The URN in a provider reference `urn::id`. */
export function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}
