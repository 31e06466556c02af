-- Whether the password is one of the demo's, which everybody knows; no longer so once it is changed.
ALTER TABLE account ADD has_demo_password boolean NOT NULL DEFAULT false;
CREATE INDEX account_demo_password ON account (shop_id) WHERE has_demo_password;
