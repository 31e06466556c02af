// Calls every method of every service with the stock client and tells on standard output, a line each, which ones succeeded.
// Started by GrpcJsTests.cs with the address, the secret and a shop.
'use strict';

const assert = require('node:assert/strict');
const { createHmac, randomUUID } = require('node:crypto');
const grpc = require('@grpc/grpc-js');
const { services, detailOf } = require('./protos.js');

const { status } = grpc;
const installation = JSON.parse(process.argv[2]); // { address, secret, shop, lockedProduct, callbackSecret }
const clients = Object.fromEntries(
  Object.entries(services).map(([name, Client]) => [name, new Client(installation.address, grpc.credentials.createInsecure())]),
);

const admin = { 'kontor-actor': randomUUID(), 'kontor-roles': 'admin,staff' };
const operator = { 'kontor-actor': randomUUID(), 'kontor-roles': 'operator' };
const guest = {};
const customer = (id) => ({ 'kontor-actor': id, 'kontor-roles': 'customer', 'kontor-email': 'anna%40example.com', 'kontor-name': 'Anna%20%C3%96' });

/** One call; { response, trailers } or { error }. */
function send(method, request, headers, seconds = 20) {
  const [, service, name] = method.match(/^(\w+)\.(\w+)$/);
  const full = `kontor.${service.toLowerCase()}.v1.${service}`;
  const metadata = new grpc.Metadata();
  const all = { 'kontor-secret': installation.secret, 'kontor-shop': installation.shop, ...headers };
  for (const [header, value] of Object.entries(all)) {
    metadata.set(header, value);
  }

  return new Promise((resolve) => {
    let result;
    const call = clients[full][name](request, metadata, { deadline: Date.now() + seconds * 1000 }, (error, response) => {
      result = { error, response };
    });
    call.on('status', ({ metadata: trailers }) => {
      // The callback comes with the status, in either order.
      setImmediate(() => resolve({ ...result, trailers, path: `/${full}/${name}` }));
    });
  });
}

async function ok(method, request, headers = admin) {
  const { error, response, trailers, path } = await send(method, request, headers);
  assert.equal(error, null, `${method}: ${error}`);
  console.log(path);
  return Object.assign(response, { replayed: trailers.get('kontor-replayed').length > 0 });
}

async function fails(method, request, headers, code, ours, seconds) {
  const { error } = await send(method, request, headers, seconds);
  assert.equal(status[error?.code], status[code], `${method}: ${error}`);
  const detail = detailOf(error);
  assert.equal(detail?.code, ours, `${method}: ${error}`);
  return { ...detail, message: error.details };
}

const euro = (amount) => ({ amount, currency: 'EUR' });
const address = { name: 'Anna', line1: '1 High St', city: 'London', postalCode: 'N1 1AA', country: 'GB' };
const inAnHour = () => ({ seconds: Math.floor(Date.now() / 1000) + 3600, nanos: 0 });

async function catalog() {
  const mugs = await ok('Catalog.CreateCategory', { slug: 'mugs', name: 'Mugs' });
  await ok('Catalog.CreateCategory', { slug: 'empty', name: 'Empty' });
  const cups = await ok('Catalog.UpdateCategory', { slug: 'mugs', name: 'Cups', expectedVersion: mugs.version });
  assert.equal(cups.name, 'Cups');
  await fails('Catalog.UpdateCategory', { slug: 'mugs', name: 'Pots', expectedVersion: mugs.version }, admin, status.ABORTED, 'precondition.stale');
  await ok('Catalog.DeleteCategory', { slug: 'empty' });
  assert.deepEqual((await ok('Catalog.ListCategories', {}, guest)).roots.map((root) => root.slug).sort(), ['mugs']);

  const product = { name: 'Blauer Becher ☕', status: 'active', categories: ['mugs'], variants: [{ sku: 'MUG', options: { size: 'M' }, price: euro(1999) }] };
  const made = await ok('Catalog.CreateProduct', product);
  assert.equal(made.name, product.name);
  await ok('Catalog.AddVariant', { productId: made.id, variant: { sku: 'MUG-L', options: { size: 'L' }, price: euro(2499) } });
  const dearer = await ok('Catalog.UpdateVariant', { sku: 'MUG-L', price: euro(2599) });
  assert.deepEqual(dearer.variants.find((variant) => variant.sku === 'MUG-L').price, euro(2599));
  await ok('Catalog.DeleteVariant', { sku: 'MUG-L' });
  assert.equal((await ok('Catalog.UpdateProduct', { id: made.id, description: 'Holds tea.' })).description, 'Holds tea.');
  assert.equal((await ok('Catalog.GetProduct', { idOrSlug: made.id }, guest)).variants.length, 1);
  assert.equal((await ok('Catalog.ImportProducts', { products: [{ sku: 'CUP', name: 'Cup', price: euro(500), categoryPath: ['Cups'] }] })).outcomes[0], 'IMPORT_OUTCOME_CREATED');
  assert.ok((await ok('Catalog.ListProducts', { limit: 10 }, guest)).products.length >= 2);
  assert.deepEqual((await ok('Catalog.LookUpVariants', { skus: ['MUG', 'NONE'] })).variants.map((variant) => variant.sku), ['MUG']);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const { hashes } = await ok('Catalog.AddPictures', { pictures: [{ mediaType: 'image/svg+xml', content: Buffer.from(svg) }] });
  assert.equal((await ok('Catalog.GetPicture', { hash: hashes[0] }, guest)).content.toString(), svg);
  const gone = await ok('Catalog.CreateProduct', { name: 'Gone', status: 'draft', variants: [{ sku: 'GONE', price: euro(1) }] });
  await ok('Catalog.DeleteProduct', { id: gone.id });

  await fails('Catalog.GetProduct', { idOrSlug: gone.id }, guest, status.NOT_FOUND, 'catalog.product_not_found');
  await fails('Catalog.CreateProduct', product, guest, status.UNAUTHENTICATED, 'auth.required');
  await fails('Catalog.CreateProduct', product, customer(randomUUID()), status.PERMISSION_DENIED, 'auth.forbidden');
  const wrong = await fails('Catalog.CreateProduct', { name: '', status: 'shiny' }, admin, status.INVALID_ARGUMENT, 'catalog.invalid');
  assert.ok(wrong.faults.some((fault) => fault.pointer === '/name' && fault.detail));

  // A row that somebody else has locked: the client goes on at its deadline. GrpcJsTests looks whether the service did, too.
  const late = { id: installation.lockedProduct, description: 'too late' };
  await fails('Catalog.UpdateProduct', late, admin, status.DEADLINE_EXCEEDED, undefined, 0.5);
}

async function inventory() {
  const annex = await ok('Inventory.CreateLocation', { code: 'annex', name: 'Annex', priority: 5 });
  await ok('Inventory.UpdateLocation', { code: 'annex', name: 'The annex', expectedVersion: annex.version });
  await ok('Inventory.ListLocations', {});
  assert.equal((await ok('Inventory.OpenStock', { stock: [{ sku: 'CUP', quantity: 10 }], reason: 'first count' })).opened, 1);
  assert.equal((await ok('Inventory.AdjustStock', { sku: 'MUG', location: 'main', delta: 20, reason: 'bought' })).onHandDelta, 20);
  assert.equal((await ok('Inventory.GetStock', { sku: 'MUG' })).levels.find((level) => level.location === 'main').available, 20);
  assert.deepEqual((await ok('Inventory.GetAvailability', { skus: ['CUP', 'NONE'] }, guest)).available.map((line) => line.quantity), [10, 0]);

  const orderId = randomUUID();
  await ok('Inventory.Reserve', { orderId, lines: [{ sku: 'MUG', quantity: 2 }], holdSeconds: 60 });
  await ok('Inventory.ExtendHold', { orderId, expiresAt: inAnHour() });
  await ok('Inventory.Commit', { orderId });
  assert.equal((await ok('Inventory.ListReservations', { orderIds: [orderId] })).orders.length, 1);
  assert.equal((await ok('Inventory.Release', { orderId, reason: 'cancelled' })).released, true);
  await ok('Inventory.ListExpiredHolds', { limit: 10 });
  assert.ok((await ok('Inventory.ListMovements', { sku: 'MUG', limit: 10 })).movements.length >= 3);

  await fails('Inventory.Reserve', { orderId: randomUUID(), lines: [{ sku: 'MUG', quantity: 1000 }], holdSeconds: 60 }, admin, status.FAILED_PRECONDITION, 'inventory.out_of_stock');
}

async function delivery() {
  assert.ok((await ok('Delivery.ListMethods', {})).methods.length > 0);
  const lines = [{ sku: 'MUG', quantity: 1 }];
  const [first] = (await ok('Delivery.ListOptions', { address, lines }, guest)).options;
  assert.equal((await ok('Delivery.Choose', { method: first.method, address, lines })).method, first.method);
  const pigeon = await ok('Delivery.CreateMethod', { code: 'pigeon', name: 'Pigeon', fee: euro(100), countries: ['GB'], position: 9 });
  await ok('Delivery.UpdateMethod', { code: 'pigeon', enabled: false, expectedVersion: pigeon.version });
  await ok('Delivery.DeleteMethod', { code: 'pigeon' });
}

/** A provider's callback, signed as Standard Webhooks 1.0 asks. */
function signed(content) {
  const [webhookId, webhookTimestamp, body] = [randomUUID(), `${Math.floor(Date.now() / 1000)}`, JSON.stringify(content)];
  const key = Buffer.from(installation.callbackSecret, 'base64');
  const signature = createHmac('sha256', key).update(`${webhookId}.${webhookTimestamp}.${body}`).digest('base64');
  return { provider: 'card', webhookId, webhookTimestamp, webhookSignature: `v1,${signature}`, body: Buffer.from(body) };
}

async function payments() {
  assert.ok((await ok('Payments.ListMethods', {})).methods.some((method) => method.code === 'card'));
  assert.equal((await ok('Payments.UpdateMethod', { code: 'card', enabled: true })).enabled, true);
  await ok('Payments.CheckMethod', { method: 'invoice' });
  const payment = await ok('Payments.Authorise', { orderId: randomUUID(), method: 'invoice', amount: euro(1999) });
  assert.equal((await ok('Payments.GetPayment', { id: payment.id })).orderId, payment.orderId);
  assert.equal((await ok('Payments.ListPayments', { orderIds: [payment.orderId] })).payments[0].payment.id, payment.id);
  assert.equal((await ok('Payments.Capture', { id: payment.id })).status, 'captured');
  assert.deepEqual((await ok('Payments.Refund', { id: payment.id, amount: euro(500), reason: 'scratched' })).refunded, euro(500));
  const other = await ok('Payments.Authorise', { orderId: randomUUID(), method: 'invoice', amount: euro(100) });
  assert.equal((await ok('Payments.Cancel', { orderId: other.orderId, reason: 'changed their mind' })).status, 'cancelled');

  const forged = { provider: 'card', webhookId: 'x', webhookTimestamp: '1', webhookSignature: 'v1,x', body: Buffer.from('{}') };
  await fails('Payments.TakeCallback', forged, guest, status.UNAUTHENTICATED, 'payments.bad_signature');
  await ok('Payments.TakeCallback', signed({ type: 'capture.succeeded', data: { key: randomUUID() } }), guest);
}

async function orders() {
  const order = {
    lines: [{ sku: 'MUG', quantity: 2 }],
    customer: { email: 'anna@example.com', name: 'Anna' },
    shippingAddress: address,
    deliveryMethod: 'standard',
    paymentMethod: 'invoice',
  };
  const once = { 'kontor-idempotency-key': randomUUID(), 'kontor-body-hash': 'a1' };
  const placed = await ok('Orders.PlaceOrder', order, once);
  assert.equal(placed.status, 'confirmed');
  assert.equal(placed.replayed, false);
  const again = await ok('Orders.PlaceOrder', order, once);
  assert.deepEqual([again.id, again.replayed], [placed.id, true]);
  await fails('Orders.PlaceOrder', order, { ...once, 'kontor-body-hash': 'b2' }, status.ALREADY_EXISTS, 'idempotency.mismatch');
  await fails('Orders.PlaceOrder', { ...order, lines: [{ sku: 'MUG', quantity: 900 }] }, guest, status.FAILED_PRECONDITION, 'orders.out_of_stock');

  const mine = { id: placed.id, accessToken: placed.accessToken };
  assert.equal((await ok('Orders.GetOrder', mine, guest)).number, placed.number);
  assert.ok((await ok('Orders.GetHistory', mine, guest)).entries.length > 0);
  assert.equal((await ok('Orders.ListOrders', { limit: 10 })).orders.length, 1);
  assert.equal((await ok('Orders.CancelOrder', { ...mine, reason: 'too blue' }, guest)).status, 'cancelled');

  const at = { seconds: 1291191960, nanos: 0 };
  const lines = [{ sku: 'MUG', name: 'Mug', quantity: 6, unitPrice: 255 }];
  const [buyer] = (await ok('Users.ImportCustomers', { customers: [{ email: '17850@shop.invalid', name: 'Customer 17850' }] }, operator)).userIds;
  const past = { number: 536365, placedAt: at, customerId: buyer, customer: { email: '17850@shop.invalid', name: 'Customer 17850' }, country: 'GB', lines, shipping: 0 };
  assert.deepEqual((await ok('Orders.ImportOrders', { orders: [past], numbersUpTo: 536365 }, operator)).outcomes, ['IMPORTED_ORDER_OUTCOME_CREATED']);
  await fails('Orders.ImportOrders', { orders: [past], numbersUpTo: 536365 }, admin, status.PERMISSION_DENIED, 'auth.forbidden');
  const returned = { number: 536366, returnedAt: { seconds: at.seconds + 60, nanos: 0 }, customerId: buyer, country: 'GB', lines: [{ ...lines[0], quantity: 2 }] };
  assert.deepEqual((await ok('Orders.ImportReturns', { returns: [returned] }, operator)).outcomes[0].taken, [true]);
}

async function shops() {
  const handle = `shop-${randomUUID().slice(0, 8)}`;
  const made = await ok('Shops.CreateShop', { handle, name: 'Another', currency: 'JPY' }, operator);
  assert.equal((await ok('Shops.UpdateShop', { handle, name: 'Renamed', expectedVersion: made.version }, operator)).name, 'Renamed');
  assert.equal((await ok('Shops.GetShop', { handle }, guest)).id, made.id);
  await ok('Shops.GetDemo', {}, operator);
  assert.ok((await ok('Shops.BeginDemo', {}, operator)).begunAt);
  assert.equal((await ok('Shops.EndDemo', {}, operator)).ended, true);
  assert.ok((await ok('Shops.ListShops', { limit: 100 }, operator)).shops.some((shop) => shop.id === made.id));
}

async function users() {
  const account = { email: 'anna@example.com', password: 'a long enough passphrase' };
  const { userId } = await ok('Users.Register', { ...account, name: 'Anna' }, guest);
  const tokens = await ok('Users.LogIn', { ...account, remoteAddress: '127.0.0.1' }, guest);
  const next = await ok('Users.RefreshTokens', { refreshToken: tokens.refreshToken }, guest);
  await ok('Users.LogOut', { refreshToken: next.refreshToken }, guest);
  assert.ok((await ok('Users.GetSigningKeys', {}, guest)).keys.length > 0);

  const anna = customer(userId);
  assert.equal((await ok('Users.GetMe', {}, anna)).email, account.email);
  assert.equal((await ok('Users.UpdateMe', { name: 'Anna Ö' }, anna)).name, 'Anna Ö');
  const saved = await ok('Users.AddAddress', { address }, anna);
  assert.equal((await ok('Users.UpdateAddress', { id: saved.id, city: 'Leeds' }, anna)).address.city, 'Leeds');
  assert.equal((await ok('Users.ListAddresses', {}, anna)).addresses.length, 1);
  await ok('Users.DeleteAddress', { id: saved.id }, anna);

  const demo = { email: 'demo@example.com', name: 'Demo', password: 'known to everybody', roles: ['staff'], addresses: [address] };
  assert.equal((await ok('Users.AddDemoUsers', { users: [demo] }, operator)).users.length, 1);
  assert.ok((await ok('Users.ListDemoUsers', {}, operator)).users.some((user) => user.email === demo.email));
  assert.ok((await ok('Users.EndDemoUsers', {}, operator)).users.some((user) => user.email === demo.email));

  assert.deepEqual((await ok('Users.SetRoles', { userId, roles: ['staff'] })).roles, ['staff']);
  const key = await ok('Users.CreateApiKey', { name: 'till', roles: ['staff'] });
  assert.equal((await ok('Users.IdentifyApiKey', { secret: key.secret })).id, key.apiKey.id);
  assert.equal((await ok('Users.ListApiKeys', {})).apiKeys.length, 1);
  await ok('Users.RevokeApiKey', { id: key.apiKey.id });
}

async function reports() {
  assert.deepEqual((await ok('Reports.GetSales', { by: 'day', limit: 10 })).items.filter((day) => day.revenue.currency !== 'EUR'), []);
  await fails('Reports.GetSales', { by: 'planet', limit: 10 }, admin, status.INVALID_ARGUMENT, 'reports.invalid');
}

async function strangers() {
  await fails('Shops.ListShops', {}, { ...operator, 'kontor-secret': 'not-the-secret-at-all' }, status.UNAUTHENTICATED, undefined);
  await fails('Shops.ListShops', {}, { ...operator, 'kontor-shop': 'main' }, status.INVALID_ARGUMENT, 'platform.invalid_metadata');

  const Nothing = grpc.makeGenericClientConstructor({ Do: { ...services['kontor.shops.v1.Shops'].service.GetShop, path: '/kontor.shops.v1.Shops/Nothing' } });
  clients['kontor.nothing.v1.Nothing'] = new Nothing(installation.address, grpc.credentials.createInsecure());
  await fails('Nothing.Do', { handle: 'x' }, operator, status.UNIMPLEMENTED, undefined);
}

async function main() {
  for (const part of [catalog, inventory, delivery, payments, orders, shops, users, reports, strangers]) {
    await part();
  }

  Object.values(clients).forEach((client) => client.close());
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
