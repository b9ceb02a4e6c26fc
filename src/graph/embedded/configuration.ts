/** What Neo4j's configuration file must know about one start. */
export interface ConfigurationChoice {
  readonly port: number;
  readonly pageCacheMegabytes: number;
  readonly replanMinutes: number;
}

/** Text of `neo4j.conf`: loopback Bolt only, nothing sent out, waits that end. */
export function buildConfiguration(choice: ConfigurationChoice): string {
  const lines = [
    '# Written anew at every start; changes made here are lost.',
    'server.config.strict_validation.enabled=true',
    'server.bolt.enabled=true',
    `server.bolt.listen_address=127.0.0.1:${choice.port}`,
    `server.bolt.advertised_address=127.0.0.1:${choice.port}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    'dbms.security.auth_enabled=true',
    'dbms.usage_report.enabled=false',
    `server.memory.pagecache.size=${choice.pageCacheMegabytes}m`,
    'db.tx_log.preallocate=false',
    'db.tx_log.rotation.retention_policy=512M size',
    // A deadlocked or forgotten writer must not hold everyone else up for ever.
    'db.lock.acquisition.timeout=10s',
    'db.transaction.timeout=1h',
    // Otherwise a statement is planned anew for every order of magnitude that a list among its parameters has.
    'internal.cypher.use_parameter_size=false',
    // A plan made on an empty store seeks by the same indexes as one made on a full one: to look every ten seconds whether
    // another would be better has each statement of a first delivery planned two or three times.
    `dbms.cypher.min_replan_interval=${choice.replanMinutes}m`,
    // Bolt listeners otherwise wait five seconds each for late callers, though all callers have left by then.
    'internal.dbms.bolt.netty_server_shutdown_quiet_period=0',
  ];
  return `${lines.join('\n')}\n`;
}
