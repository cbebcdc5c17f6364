import { parseRange } from "../../policies/iam/addresses";
import { Inexpressible, literal } from "./dialect";

/** EventBridge compares addresses, however they are written. DuckDB knows them only by an extension, which it downloads. */
export function within(text: string, block: string): string {
  const range = parseRange(block);
  if (!range) throw new Inexpressible(`${block} is no block of addresses`);
  const { bits, prefix, value } = range;
  const rest = BigInt(bits - prefix);
  const [least, most] = [(value >> rest) << rest, ((value >> rest) + 1n) << rest];
  const condition = bits === 32 ? within32(least, most - 1n) : within128(least, most - 1n);
  return `len(list_filter([${text}], lambda address: ${condition})) > 0`;
}

const OCTET = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";

const within32 = (least: bigint, most: bigint): string =>
  `regexp_full_match(address, '${OCTET}(\\.${OCTET}){3}') AND list_reduce(list_transform(string_split(address, '.'), ` +
  `lambda octet: TRY_CAST(octet AS BIGINT)), lambda high, low: high * 256 + low) BETWEEN ${least} AND ${most}`;

const GROUP = "[0-9A-Fa-f]{1,4}";
const GROUPS = "list_filter(string_split(address, ':'), lambda part: part <> '')";
/** With the zeros that `::` stands for; at least one, so that eight groups beside it are too many. */
const FULL = `replace(address, '::', ':' || repeat('0:', greatest(1, 8 - len(${GROUPS}))))`;
const hex = (value: bigint): string => literal(value.toString(16).padStart(32, "0"));

const within128 = (least: bigint, most: bigint): string =>
  `regexp_full_match(${FULL}, ':?(${GROUP}:){7}${GROUP}:?') AND NOT regexp_matches(address, '^:[^:]|[^:]:$') AND ` +
  `array_to_string(list_transform(${GROUPS.replace("address, ':'", `${FULL}, ':'`)}, ` +
  `lambda part: lpad(lower(part), 4, '0')), '') BETWEEN ${hex(least)} AND ${hex(most)}`;
