import { decode } from "../wire";

/** A setting of the resource that is known, or what the provider takes in its place. */
type Setting = <T>(name: string, otherwise: T) => T | undefined;

const PACKAGE = "random:index/";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** By type: the outputs of a draw with these hexadecimal digits. */
const draws: Record<string, (setting: Setting, hex: string) => Record<string, string> | undefined> = {
  [`${PACKAGE}randomId:RandomId`]: (setting, hex) => {
    const [length, prefix] = [setting("byteLength", 0), setting("prefix", "")];
    if (!length || prefix === undefined) return undefined;
    const bytes = Buffer.from(stretched(hex, length * 2), "hex");
    const [url, standard] = [bytes.toString("base64url"), bytes.toString("base64")];
    const dec = BigInt(`0x${bytes.toString("hex")}`);
    return {
      id: url,
      b64Url: prefix + url,
      b64Std: prefix + standard,
      hex: prefix + bytes.toString("hex"),
      dec: `${prefix}${dec}`,
    };
  },
  [`${PACKAGE}randomPet:RandomPet`]: (setting, hex) => {
    const [length, prefix, separator] = [setting("length", 2), setting("prefix", ""), setting("separator", "-")];
    if (length === undefined || prefix === undefined || separator === undefined) return undefined;
    const words = Array.from({ length }, (_, i) => of(LETTERS, stretched(hex, length * 10).slice(i * 10, i * 10 + 10)));
    return { id: [...(prefix ? [prefix] : []), ...words].join(separator) };
  },
  [`${PACKAGE}randomString:RandomString`]: (setting, hex) => {
    const result = characters(setting, hex);
    return result === undefined ? undefined : { id: result, result };
  },
  [`${PACKAGE}randomPassword:RandomPassword`]: (setting, hex) => {
    const result = characters(setting, hex);
    return result === undefined ? undefined : { result };
  },
  [`${PACKAGE}randomUuid:RandomUuid`]: (_, hex) => ({ id: uuidOf(hex), result: uuidOf(hex) }),
};

/**
 * What the random provider may draw (https://www.pulumi.com/registry/packages/random/api-docs/), the same in each run: names
 * that end in it can then be told. Undefined for other types, and nothing where a setting that shapes it is not known.
 */
export function drawn(type: string, inputs: Record<string, unknown>, hex: string): Record<string, string> | undefined {
  const setting: Setting = (name, otherwise) => {
    const value = decode(inputs[name] ?? otherwise);
    return typeof value === typeof otherwise ? (value as typeof otherwise) : undefined;
  };
  return type in draws ? (draws[type](setting, hex) ?? {}) : undefined;
}

/** Five groups of hexadecimal digits. */
export const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

/** Small letters and digits where the resource allows them: what names are made of. */
function characters(setting: Setting, hex: string): string | undefined {
  const [length, lower, upper, digits] = [
    setting("length", 0),
    setting("lower", true),
    setting("upper", true),
    setting("numeric", true),
  ];
  const letters = lower ? LETTERS : upper ? LETTERS.toUpperCase() : "";
  const alphabet = letters + (digits ? "0123456789" : "");
  return length && alphabet ? of(alphabet, stretched(hex, length * 2)) : undefined;
}

/** A character for each pair of digits. */
const of = (alphabet: string, hex: string): string =>
  (hex.match(/../g) ?? []).map((pair) => alphabet[parseInt(pair, 16) % alphabet.length]).join("");

const stretched = (hex: string, length: number): string => hex.repeat(Math.ceil(length / hex.length)).slice(0, length);
