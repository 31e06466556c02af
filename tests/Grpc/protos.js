// Loads our .proto files as any user of gRPC would: no generated code, no knowledge of Kontor but docs/rpc.md.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const source = path.join(__dirname, '..', '..', 'src');
const contracts = path.join(source, 'Contracts');
const wire = path.join(source, 'Platform', 'Rpc', 'Wire');

const files = fs
  .readdirSync(contracts, { recursive: true })
  .filter((file) => file.endsWith('.proto'))
  .map((file) => file.split(path.sep).join('/'));
const definition = loader.loadSync([...files, 'errors.proto', 'google/rpc/status.proto'], {
  includeDirs: [contracts, wire],
  longs: Number,
  enums: String,
  defaults: true,
});

/** Every service of the contracts: { 'kontor.orders.v1.Orders': ClientConstructor }. */
const services = Object.fromEntries(
  Object.entries(definition)
    .filter(([, loaded]) => !loaded.format)
    .map(([name, loaded]) => [name, grpc.makeGenericClientConstructor(loaded, name)]),
);

/** What an error says beyond status and message; undefined when no service gave it. */
function detailOf(error) {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  if (!bytes) {
    return undefined;
  }

  const status = definition['google.rpc.Status'].deserialize(bytes);
  const detail = status.details.find((any) => any.type_url.endsWith('/kontor.rpc.v1.ErrorDetail'));
  return definition['kontor.rpc.v1.ErrorDetail'].deserialize(detail.value);
}

module.exports = { services, detailOf };
