-- The bus takes committed rows out of the outbox by itself, so no order of transactions has to be kept here, and no consumer's cursor.
-- What every consumer has read needn't be told again.
DELETE FROM outbox
WHERE EXISTS (SELECT FROM outbox_cursor)
  AND NOT EXISTS (SELECT FROM outbox_cursor WHERE (outbox_cursor.xid, outbox_cursor.position) < (outbox.xid, outbox.position));
DROP TABLE outbox_cursor;
ALTER TABLE outbox DROP CONSTRAINT outbox_pkey;
ALTER TABLE outbox ADD PRIMARY KEY (position);
ALTER TABLE outbox DROP COLUMN xid;
SELECT kontor.sequenced('outbox');

-- Which events this service has handled: the row is written with the effect, so the effect happens once. By the time at which the event was
-- logged, which is the same for each delivery, so that old marks go by the partition.
DROP TABLE inbox;
CREATE TABLE inbox (
    consumer   text        NOT NULL,
    event_id   uuid        NOT NULL,
    logged_at  timestamptz NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (event_id, consumer, logged_at)
) PARTITION BY RANGE (logged_at);
