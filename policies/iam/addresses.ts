/** An IPv4 or IPv6 address as a number of `bits` bits. */
interface Address {
  bits: 32 | 128;
  value: bigint;
}

/** A range of addresses; a single one has a prefix as long as the address. */
export interface AddressRange extends Address {
  prefix: number;
}

/** Reads `203.0.113.0/24`, `2001:db8::/32` or an address without a prefix. */
export function parseRange(text: string): AddressRange | undefined {
  const [, host, length] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = host === undefined ? undefined : (parseIpv4(host) ?? parseIpv6(host));
  const prefix = length === undefined ? address?.bits : Number(length);
  return address && prefix !== undefined && prefix <= address.bits ? { ...address, prefix } : undefined;
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: AddressRange, inner: AddressRange): boolean {
  const rest = BigInt(outer.bits - outer.prefix);
  return outer.bits === inner.bits && outer.prefix <= inner.prefix && outer.value >> rest === inner.value >> rest;
}

function parseIpv4(text: string): Address | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256)) return undefined;
  return { bits: 32, value: BigInt(octets.reduce((value, octet) => value * 256 + Number(octet), 0)) };
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}
