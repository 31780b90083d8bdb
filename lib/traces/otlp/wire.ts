import protobuf from "protobufjs";

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

const Request = root.lookupType("ExportTraceServiceRequest");
const Response = root.lookupType("ExportTraceServiceResponse");
const Status = root.lookupType("RpcStatus");

/** The request as the JSON form has it, but with ids as base64; throws for what is no such message. */
export function decodeRequest(bytes: Uint8Array): unknown {
  return Request.toObject(Request.decode(bytes), { longs: String, bytes: String });
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
