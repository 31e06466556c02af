-- The event bus on PostgreSQL: a schema of its own, which only the bus's role can see.

-- Whose outboxes are emptied into the log: the schemas of the services.
CREATE TABLE source (schema text PRIMARY KEY);

-- Every event that was committed, in the order in which it was taken from its outbox. Positions have no gaps: whoever has read up to one has missed nothing before it.
CREATE TABLE log (
    position   bigint      NOT NULL,
    logged_at  timestamptz NOT NULL,
    shop_id    uuid        NOT NULL,
    event_id   uuid        NOT NULL,
    type       text        NOT NULL,
    version    int         NOT NULL,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    body       jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (position, logged_at)
) PARTITION BY RANGE (logged_at);
SELECT kontor.shop_owned('log');

-- The last position given. One row, whose lock lets one sequencer write at a time, whoever believes to be the one.
CREATE TABLE head (position bigint NOT NULL) WITH (fillfactor = 10);
CREATE UNIQUE INDEX head_is_one ON head ((true));
INSERT INTO head VALUES (0);

-- How far each consumer has read.
CREATE TABLE consumer (
    name     text   PRIMARY KEY,
    position bigint NOT NULL
) WITH (fillfactor = 10);

-- What a consumer couldn't handle yet, and what waits behind it because it has the same key. Dead: it is tried no more until somebody replays it.
CREATE TABLE undelivered (
    consumer   text        NOT NULL,
    position   bigint      NOT NULL,
    logged_at  timestamptz NOT NULL,
    shop_id    uuid        NOT NULL,
    event_id   uuid        NOT NULL,
    type       text        NOT NULL,
    version    int         NOT NULL,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    body       jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    attempts   int         NOT NULL,
    next_at    timestamptz NOT NULL,
    error      text        NOT NULL,
    dead_at    timestamptz,
    PRIMARY KEY (consumer, position)
);
CREATE INDEX undelivered_by_key ON undelivered (consumer, topic, key, position) WHERE dead_at IS NULL;
SELECT kontor.shop_owned('undelivered');

-- Which replica runs a job of the bus.
CREATE TABLE job_lease (
    job    text        PRIMARY KEY,
    holder uuid        NOT NULL,
    until  timestamptz NOT NULL
);
