-- Which callbacks of a provider were taken, by a print of their ids: a provider sends each until it hears that it arrived, and means it once.
CREATE TABLE taken_callback (
    id       uuid        PRIMARY KEY,
    taken_at timestamptz NOT NULL
);
CREATE INDEX taken_callback_taken_at ON taken_callback USING brin (taken_at);
