import { createContext, Script } from "node:vm";
import * as fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import resproto = require("@pulumi/pulumi/proto/resource_pb");
import "../../sources/program/lengths";

const request = new resproto.RegisterResourceRequest();
request.setType("aws:s3/bucket:Bucket");
request.setName("logs");
request.setObject(Struct.fromJavaScript({ a: 1, b: [1, "x", { c: true }], tags: { team: "audit" } }));
request.setDependenciesList(["urn:a", "urn:b"]);
request.getProvidersMap().set("aws", "urn:provider");
const dependencies = new resproto.RegisterResourceRequest.PropertyDependencies();
dependencies.setUrnsList(["urn:a"]);
request.getPropertydependenciesMap().set("tags", dependencies);
const bytes = Buffer.from(request.serializeBinary());

/** Decodes under a watchdog: a decoder that spins would hold up the test itself. */
const sandbox = createContext({ decode: undefined as unknown });
const script = new Script("decode()");
function decode(message: Uint8Array): resproto.RegisterResourceRequest {
  sandbox.decode = () => resproto.RegisterResourceRequest.deserializeBinary(message);
  return script.runInContext(sandbox, { timeout: 2_000 }) as resproto.RegisterResourceRequest;
}

test("a message as it should be", () => {
  expect(decode(bytes).toObject()).toEqual(request.toObject());
});

test.each([
  ["of a text", [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
  ["of a message", [0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
  ["of more bytes than a length has", [0x0a, ...Array<number>(40).fill(0xff)]],
  ["that ends in its middle", [0x0a, 0x80]],
])("a length %s beyond the end of everything", (_, message) => {
  expect(() => decode(Uint8Array.from(message))).toThrow(/longer than its message|Failure/);
});

test("no message that was tampered with keeps the decoder busy", () => {
  const huge = [
    [0xff, 0xff, 0xff, 0xff, 0x0f],
    [0x80, 0x80, 0x80, 0x80, 0x08],
    [0xff, 0xff, 0x7f],
    [...Array<number>(9).fill(0xff), 0x01],
  ].map((length) => Uint8Array.from(length));
  const piece = fc.oneof(fc.constantFrom(...huge), fc.uint8Array({ maxLength: 3 }));
  const cut = fc.record({
    at: fc.nat(bytes.length),
    drop: fc.oneof(fc.nat(3), fc.nat(bytes.length)),
    put: piece,
  });
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
      let message: Uint8Array = bytes;
      for (const { at, drop, put } of cuts)
        message = Buffer.concat([message.subarray(0, at), put, message.subarray(at + drop)]);
      try {
        decode(message);
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).not.toBe("ERR_SCRIPT_EXECUTION_TIMEOUT");
      }
    }),
    { numRuns: 5_000 },
  );
});
