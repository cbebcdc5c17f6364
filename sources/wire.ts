import { isRecord, Secret, Unknown, UNKNOWN, type Values } from "../policies/graph/value";

/*
 * The engine's JSON form of property values, the same in gRPC messages, state files and previews:
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/properties.go (signatures) and
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go (unknowns)
 */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
export const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
export const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Stands for an unknown value of type string, and in practice of any type: SDKs send no other. */
export const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const UNKNOWNS = new Set([
  UNKNOWN_TEXT,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export const NOT_DECRYPTED = new Unknown("a secret that is not decrypted");

/** A property value in the engine's JSON form, as policies read it. */
export function decode(value: unknown): unknown {
  if (typeof value === "string") {
    if (value.length < UNKNOWN_TEXT.length) return value;
    // A program that puts an unknown into a template string sends the marker in the middle of a longer text.
    const isUnknown = value.length > UNKNOWN_TEXT.length ? value.includes(UNKNOWN_TEXT) : UNKNOWNS.has(value);
    return isUnknown ? UNKNOWN : value;
  }
  if (Array.isArray(value)) return decodeList(value);
  // What a program computes of an unknown value.
  if (!isRecord(value)) return Number.isNaN(value) ? UNKNOWN : value;
  switch (value[SIGNATURE]) {
    case SECRET:
      return decodeSecret(value);
    case OUTPUT: {
      const content = "value" in value ? decode(value.value) : UNKNOWN;
      return value.secret === true ? secret(content) : content;
    }
    case RESOURCE_REFERENCE:
      // The engine hands policies the id of a custom resource and the URN of a component.
      if (!("id" in value)) return value.urn;
      return value.id === "" || value.id === null ? UNKNOWN : decode(value.id);
    case ASSET:
    case ARCHIVE:
      return decodeAsset(value);
  }
  return decodeFields(value, isOwn);
}

/** A resource's inputs or outputs. Keys that begin with `__` are the bridge's and the SDK's own. */
export function decodeProperties(properties: unknown): Values {
  return isRecord(properties) ? decodeFields(properties, isProperty) : {};
}

function isOwn(key: string): boolean {
  return key !== "__defaults";
}

function isProperty(key: string): boolean {
  return !key.startsWith("__");
}

// Nearly all of a large state is plain JSON. What holds nothing to decode is handed on as it is, not copied.
function decodeList(list: readonly unknown[]): readonly unknown[] {
  const values = list.map(decode);
  return values.every((value, index) => value === list[index]) ? list : values;
}

function decodeFields(fields: Record<string, unknown>, keep: (key: string) => boolean): Values {
  let values: Values | undefined;
  for (const key in fields) {
    const kept = keep(key);
    const value = kept ? decode(fields[key]) : undefined;
    if (!values && (!kept || value !== fields[key])) values = before(key, fields);
    if (values && kept) values[key] = value;
  }
  return values ?? fields;
}

/** The fields that come before this one, which were found to hold nothing to decode. */
function before(key: string, fields: Record<string, unknown>): Values {
  const values: Values = {};
  for (const earlier in fields) {
    if (earlier === key) break;
    values[earlier] = fields[earlier];
  }
  return values;
}

/** Newer SDKs mark unknown values as secret too; there is nothing to hide in them yet. */
function secret(value: unknown): unknown {
  return value instanceof Unknown ? value : new Secret(value);
}

function decodeSecret(wire: Record<string, unknown>): unknown {
  if ("value" in wire) return secret(decode(wire.value));
  if (typeof wire.plaintext !== "string") return NOT_DECRYPTED;
  try {
    return secret(decode(JSON.parse(wire.plaintext)));
  } catch {
    return new Unknown("a secret that is not valid JSON");
  }
}

/** What an asset or archive was made of; its hash says nothing that a policy could read. */
function decodeAsset(asset: Record<string, unknown>): unknown {
  const { path, text, uri, assets } = asset;
  if (isRecord(assets))
    return { assets: Object.fromEntries(Object.entries(assets).map(([name, part]) => [name, decode(part)])) };
  if (typeof path === "string" && path !== "") return { path };
  if (typeof uri === "string" && uri !== "") return { uri };
  return { text: decode(text ?? "") };
}

/** The inverse of {@link decode}, for values that are handed to a program. */
export function encode(value: unknown): unknown {
  if (value instanceof Unknown) return UNKNOWN_TEXT;
  if (value instanceof Secret) return { [SIGNATURE]: SECRET, value: encode(value.value) };
  if (Array.isArray(value)) return value.map(encode);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, encode(field)]));
}
