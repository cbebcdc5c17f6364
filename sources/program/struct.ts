import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A protobuf Struct of JSON values; fields that are `undefined` are left out. */
export function struct(values: Record<string, unknown>): Struct {
  return Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** The JSON in a message's Struct. */
export function plain(message: Struct | undefined): Record<string, unknown> {
  return message?.toJavaScript() ?? {};
}
