// The identity log is read from any moment on, in its order.
CREATE INDEX identity_event_at IF NOT EXISTS FOR (n:IdentityEvent) ON (n.at);
