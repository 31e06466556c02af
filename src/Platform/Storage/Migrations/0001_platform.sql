-- What every service's schema has, whatever the service is about. Names are unqualified: it runs with the schema of each service in turn as its search path.

-- Kept answers: a repeat of a request gets the first one's. Neither answer nor failure: the first is still running.
CREATE TABLE idempotency_key (
    shop_id    uuid        NOT NULL,
    actor      text        NOT NULL,
    method     text        NOT NULL,
    key        text        NOT NULL,
    body_hash  text        NOT NULL,
    answer     bytea,
    failure    jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (shop_id, actor, method, key)
) WITH (fillfactor = 70);
CREATE INDEX idempotency_key_created_at ON idempotency_key USING brin (created_at);
SELECT kontor.shop_owned('idempotency_key');

-- Events, written in the transaction that changed the state. Read in the order of transactions: by transaction id, and only below the oldest
-- transaction that is still open, so that one that commits late is never skipped.
CREATE TABLE outbox (
    position   bigint      GENERATED ALWAYS AS IDENTITY,
    xid        xid8        NOT NULL DEFAULT pg_current_xact_id(),
    shop_id    uuid        NOT NULL,
    event_id   uuid        NOT NULL,
    type       text        NOT NULL,
    version    int         NOT NULL,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    body       jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (xid, position)
);
SELECT kontor.shop_owned('outbox');

-- How far each consumer has read this service's outbox.
CREATE TABLE outbox_cursor (
    consumer text   PRIMARY KEY,
    xid      xid8   NOT NULL,
    position bigint NOT NULL
);

-- Which events this service has handled: the row is written with the effect, so the effect happens once.
CREATE TABLE inbox (
    consumer   text        NOT NULL,
    event_id   uuid        NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
);

-- Which replica runs a job.
CREATE TABLE job_lease (
    job    text        PRIMARY KEY,
    holder uuid        NOT NULL,
    until  timestamptz NOT NULL
);
