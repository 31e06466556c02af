-- Who can sign in to a shop.
CREATE TABLE account (
    shop_id       uuid        NOT NULL,
    id            uuid        NOT NULL,
    email         text        NOT NULL,
    -- The e-mail in lower case: Anna@example.com and anna@example.com are one account.
    email_key     text        NOT NULL,
    name          text        NOT NULL,
    password_hash text        NOT NULL,
    roles         text[]      NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['customer', 'staff', 'admin']),
    is_operator   boolean     NOT NULL DEFAULT false,
    version       bigint      NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (shop_id, id),
    CONSTRAINT account_email UNIQUE (shop_id, email_key)
);
SELECT kontor.shop_owned('account');

-- One operator in the whole installation, however many processes make the first one at once.
CREATE UNIQUE INDEX account_operator ON account (is_operator) WHERE is_operator;

-- A sign-in and everything that was refreshed from it. Whoever changes a family's tokens locks its row first.
CREATE TABLE refresh_family (
    shop_id    uuid        NOT NULL,
    id         uuid        NOT NULL,
    account_id uuid        NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (shop_id, id),
    FOREIGN KEY (shop_id, account_id) REFERENCES account ON DELETE CASCADE
);
CREATE INDEX refresh_family_account ON refresh_family (shop_id, account_id);
SELECT kontor.shop_owned('refresh_family');

-- The tokens themselves are known to their owners only; used ones stay until they expire, so that a stolen one is recognised.
CREATE TABLE refresh_token (
    shop_id    uuid        NOT NULL,
    hash       bytea       NOT NULL CHECK (length(hash) = 32),
    family_id  uuid        NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (shop_id, hash),
    FOREIGN KEY (shop_id, family_id) REFERENCES refresh_family ON DELETE CASCADE
);
CREATE INDEX refresh_token_family ON refresh_token (shop_id, family_id);
SELECT kontor.shop_owned('refresh_token');

CREATE TABLE address (
    shop_id     uuid   NOT NULL,
    account_id  uuid   NOT NULL,
    id          uuid   NOT NULL,
    name        text   NOT NULL,
    line1       text   NOT NULL,
    line2       text   NOT NULL,
    city        text   NOT NULL,
    region      text   NOT NULL,
    postal_code text   NOT NULL,
    country     text   NOT NULL,
    phone       text   NOT NULL,
    version     bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (shop_id, account_id, id),
    FOREIGN KEY (shop_id, account_id) REFERENCES account ON DELETE CASCADE
);
SELECT kontor.shop_owned('address');

CREATE TABLE api_key (
    shop_id    uuid        NOT NULL,
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    roles      text[]      NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['staff', 'admin']),
    prefix     text        NOT NULL,
    -- Unique everywhere: a key is shown before anybody knows its shop.
    hash       bytea       NOT NULL UNIQUE CHECK (length(hash) = 32),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (shop_id, id)
);
SELECT kontor.shop_owned('api_key');

-- Failed sign-ins of the last minutes, by account and by address. No shop's: an address is throttled in all shops together. The subject
-- is a hash, because people type passwords into the field for the e-mail.
CREATE TABLE sign_in_failure (
    subject bytea       NOT NULL,
    at      timestamptz NOT NULL,
    id      uuid        NOT NULL,
    PRIMARY KEY (subject, at, id)
);
CREATE INDEX sign_in_failure_at ON sign_in_failure (at);

-- What access tokens are signed with. The newest signs; older ones verify until their last token has expired. The generation is the
-- key, so that of two processes which make the next one at once, one does.
CREATE TABLE signing_key (
    generation int         PRIMARY KEY,
    kid        text        NOT NULL UNIQUE,
    pkcs8      bytea       NOT NULL,
    created_at timestamptz NOT NULL
);
