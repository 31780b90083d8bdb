import "server-only";
import protobuf from "protobufjs";
import { takeTurns } from "@/lib/http/body/turns";
import { checkWire } from "./check-wire";

type Rule = "repeated";
const field = (id: number, type: string, rule?: Rule) => ({ id, type, ...(rule ? { rule } : {}) });

/**
 * The messages of OTLP/HTTP traces that are read and answered, field numbers from opentelemetry-proto 1.x
 * (trace.proto, common.proto, resource.proto, trace_service.proto) and google.rpc.Status. Unknown fields are skipped.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    ExportTraceServiceRequest: {
      fields: { resourceSpans: field(1, "ResourceSpans", "repeated") },
    },
    ExportTraceServiceResponse: { fields: { partialSuccess: field(1, "PartialSuccess") } },
    PartialSuccess: {
      fields: { rejectedSpans: field(1, "int64"), errorMessage: field(2, "string") },
    },
    RpcStatus: { fields: { code: field(1, "int32"), message: field(2, "string") } },
    ResourceSpans: {
      fields: { resource: field(1, "Resource"), scopeSpans: field(2, "ScopeSpans", "repeated") },
    },
    Resource: { fields: { attributes: field(1, "KeyValue", "repeated") } },
    ScopeSpans: {
      fields: { scope: field(1, "InstrumentationScope"), spans: field(2, "Span", "repeated") },
    },
    InstrumentationScope: { fields: { name: field(1, "string"), version: field(2, "string") } },
    Span: {
      fields: {
        traceId: field(1, "bytes"),
        spanId: field(2, "bytes"),
        parentSpanId: field(4, "bytes"),
        name: field(5, "string"),
        startTimeUnixNano: field(7, "fixed64"),
        endTimeUnixNano: field(8, "fixed64"),
        attributes: field(9, "KeyValue", "repeated"),
        events: field(11, "Event", "repeated"),
        status: field(15, "Status"),
      },
    },
    Event: {
      fields: {
        timeUnixNano: field(1, "fixed64"),
        name: field(2, "string"),
        attributes: field(3, "KeyValue", "repeated"),
      },
    },
    Status: { fields: { message: field(2, "string"), code: field(3, "int32") } },
    KeyValue: { fields: { key: field(1, "string"), value: field(2, "AnyValue") } },
    AnyValue: {
      oneofs: {
        value: {
          oneof: [
            "stringValue",
            "boolValue",
            "intValue",
            "doubleValue",
            "arrayValue",
            "kvlistValue",
            "bytesValue",
          ],
        },
      },
      fields: {
        stringValue: field(1, "string"),
        boolValue: field(2, "bool"),
        intValue: field(3, "int64"),
        doubleValue: field(4, "double"),
        arrayValue: field(5, "ArrayValue"),
        kvlistValue: field(6, "KeyValueList"),
        bytesValue: field(7, "bytes"),
      },
    },
    ArrayValue: { fields: { values: field(1, "AnyValue", "repeated") } },
    KeyValueList: { fields: { values: field(1, "KeyValue", "repeated") } },
  },
});

root.resolveAll();
const Request = root.lookupType("ExportTraceServiceRequest");
const Response = root.lookupType("ExportTraceServiceResponse");
const Status = root.lookupType("RpcStatus");

/** What holds a list of any length, decoded one by one. */
const LIST_OF: Record<string, { id: number; name: string } | undefined> = {
  ExportTraceServiceRequest: { id: 1, name: "resourceSpans" },
  ResourceSpans: { id: 2, name: "scopeSpans" },
  ScopeSpans: { id: 2, name: "spans" },
};
const LENGTH_DELIMITED = 2;

/**
 * The request as the JSON form has it, but with ids as base64; throws for what is no such message, and for one
 * that holds too much. Others have their turns between its spans.
 */
export async function decodeRequest(bytes: Uint8Array): Promise<unknown> {
  checkWire(Request, bytes);
  const turn = takeTurns();
  return decode(Request, bytes);

  async function decode(type: protobuf.Type, message: Uint8Array): Promise<object> {
    const list = LIST_OF[type.name];
    const inner = list && type.fields[list.name]?.resolvedType;
    if (!list || !(inner instanceof protobuf.Type)) return toObject(type, message);
    const items: object[] = [];
    const rest: Uint8Array[] = [];
    const reader = protobuf.Reader.create(message);
    while (reader.pos < reader.len) {
      const start = reader.pos;
      const tag = reader.uint32();
      if (tag === ((list.id << 3) | LENGTH_DELIMITED)) {
        items.push(await decode(inner, reader.bytes()));
        await turn();
      } else {
        reader.skipType(tag & 7);
        rest.push(message.subarray(start, reader.pos));
      }
    }
    return { ...toObject(type, Buffer.concat(rest)), [list.name]: items };
  }
}

function toObject(type: protobuf.Type, bytes: Uint8Array): object {
  return type.toObject(type.decode(bytes), { longs: String, bytes: String });
}

export interface PartialSuccess {
  rejectedSpans: number;
  errorMessage: string;
}

/** Without a partial success an empty message: everything was taken. */
export function encodeResponse(partialSuccess: PartialSuccess | null): Uint8Array {
  return Response.encode(Response.fromObject(partialSuccess ? { partialSuccess } : {})).finish();
}

export function encodeStatus(status: { code: number; message: string }): Uint8Array {
  return Status.encode(Status.fromObject(status)).finish();
}
