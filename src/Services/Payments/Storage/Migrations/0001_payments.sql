-- How each order is paid. One payment an order: the unique key decides which of several attempts is the one.
CREATE TABLE payment (
    shop_id            uuid        NOT NULL,
    id                 uuid        NOT NULL,
    order_id           uuid        NOT NULL,
    method             text        NOT NULL,
    status             text        NOT NULL CHECK (status IN
        ('created', 'authorized', 'captured', 'failed', 'cancelled', 'expired', 'partially_refunded', 'refunded')),
    currency           text        NOT NULL,
    amount             bigint      NOT NULL CHECK (amount >= 0),
    captured           bigint      NOT NULL DEFAULT 0,
    refunded           bigint      NOT NULL DEFAULT 0,
    failure            text        NOT NULL DEFAULT '',
    -- Nothing else of a card is ever kept.
    card_last4         text        NOT NULL DEFAULT '',
    provider_reference text        NOT NULL DEFAULT '',
    reference          text        NOT NULL DEFAULT '',
    -- The provider may hold the customer's money for nothing; a job has it let go.
    void_pending       boolean     NOT NULL DEFAULT false,
    void_retry_at      timestamptz,
    created_at         timestamptz NOT NULL,
    changed_at         timestamptz NOT NULL,
    version            bigint      NOT NULL DEFAULT 1,
    PRIMARY KEY (shop_id, id),
    UNIQUE (shop_id, order_id),
    CONSTRAINT money_adds_up CHECK (0 <= refunded AND refunded <= captured AND captured <= amount)
) WITH (fillfactor = 80);
-- A provider's callback names the payment and knows nothing of shops.
CREATE UNIQUE INDEX payment_by_id ON payment (id);
CREATE INDEX payment_to_void ON payment (changed_at) WHERE void_pending;
CREATE INDEX payment_unanswered ON payment (created_at) WHERE status = 'created' AND method = 'card';
SELECT kontor.shop_owned('payment');

-- Money on its way back. pending: asked of the provider; done: the provider confirmed; refused: it won't, so staff must pay it out;
-- booked: methods without a provider, which staff pay out.
CREATE TABLE refund (
    shop_id    uuid        NOT NULL,
    id         uuid        NOT NULL,
    payment_id uuid        NOT NULL,
    amount     bigint      NOT NULL CHECK (amount > 0),
    reason     text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('pending', 'done', 'refused', 'booked')),
    retry_at   timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (shop_id, id),
    FOREIGN KEY (shop_id, payment_id) REFERENCES payment (shop_id, id)
);
CREATE INDEX refund_of_payment ON refund (shop_id, payment_id);
CREATE INDEX refund_to_send ON refund (created_at) WHERE state = 'pending';
SELECT kontor.shop_owned('refund');

-- Only what differs from the defaults.
CREATE TABLE method_setting (
    shop_id uuid    NOT NULL,
    code    text    NOT NULL,
    enabled boolean NOT NULL,
    PRIMARY KEY (shop_id, code)
);
SELECT kontor.shop_owned('method_setting');

-- What we and a provider know each other by. Of the installation, not of a shop.
CREATE TABLE provider_secret (
    name  text PRIMARY KEY,
    value text NOT NULL
);

-- What the sandbox remembers. It plays a company outside, which knows nothing of shops.
CREATE TABLE sandbox_authorisation (
    key        uuid        PRIMARY KEY,
    status     text        NOT NULL CHECK (status IN ('pending', 'approved', 'declined', 'captured', 'voided')),
    reason     text        NOT NULL DEFAULT '',
    currency   text        NOT NULL DEFAULT '',
    amount     bigint      NOT NULL DEFAULT 0,
    captured   bigint      NOT NULL DEFAULT 0,
    refunded   bigint      NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    CHECK (0 <= refunded AND refunded <= captured AND captured <= amount)
);
CREATE TABLE sandbox_refund (
    key           uuid   PRIMARY KEY,
    authorisation uuid   NOT NULL REFERENCES sandbox_authorisation (key),
    amount        bigint NOT NULL CHECK (amount > 0)
);
